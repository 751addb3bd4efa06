/** The part of a list between two of its members, both included, whichever comes first. */
export function between<T extends { id: string }>(
	list: readonly T[],
	from: string,
	to: string,
): T[] {
	const [first, last] = [from, to].map((id) => list.findIndex((each) => each.id === id));
	if (first === undefined || last === undefined || first < 0 || last < 0) return [];
	return list.slice(Math.min(first, last), Math.max(first, last) + 1);
}
