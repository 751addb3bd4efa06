/** What a request takes at most. */
const MOST = 500;

/** A list in parts that a request takes. */
export function inParts<T>(list: readonly T[], most = MOST): T[][] {
	const parts: T[][] = [];
	for (let at = 0; at < list.length; at += most) parts.push(list.slice(at, at + most));
	return parts;
}
