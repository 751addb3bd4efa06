import type { EventPerson } from "./face-types.ts";

/** Who the others are merged into: of those with a name if there are any, the one on the most photos. */
export function mergeTarget(people: readonly EventPerson[]): EventPerson | null {
	const named = people.filter(({ name }) => name !== null);
	const [first] = (named.length > 0 ? named : people).toSorted((a, b) => b.photos - a.photos);
	return first ?? null;
}

/** The names they have among them, each once. */
export function namesOf(people: readonly EventPerson[]): string[] {
	return [...new Set(people.flatMap(({ name }) => (name === null ? [] : [name])))];
}
