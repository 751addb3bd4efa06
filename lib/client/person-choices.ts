import type { Person } from "./face-types.ts";

/** Someone to choose; without a person, somebody new of that name. */
export interface PersonChoice {
	id: string;
	name: string;
	person: Person | null;
}

interface Rules {
	/** Not to be chosen. */
	except: string | null;
	/** What was typed may be somebody new. */
	mayBeNew: boolean;
}

/**
 * Who can be chosen for what was typed. The people may still be those of what was typed before: who
 * does not fit any more is left out, so that Enter takes nobody else.
 */
export function personChoices(
	people: readonly Person[],
	typed: string,
	{ except, mayBeNew }: Rules,
): PersonChoice[] {
	const needle = typed.toLocaleLowerCase();
	const choices = people
		.filter(({ id, name }) => id !== except && name.toLocaleLowerCase().includes(needle))
		.map((person): PersonChoice => ({ id: person.id, name: person.name, person }));
	if (mayBeNew && typed !== "") choices.push({ id: "new", name: typed, person: null });
	return choices;
}
