import { MAX_NAME } from "#lib/people/people.values.ts";

/** A person's name as it would be kept; null for what would be refused. */
export function nameFrom(typed: string): string | null {
	const name = typed.trim();
	return name === "" || [...name].length > MAX_NAME ? null : name;
}
