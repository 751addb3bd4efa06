/** What can be guessed, and by whom: wrong guesses are counted, and too many held back. */
import { config } from "#lib/config/config.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Guesser } from "./guess-limit.ts";

/** What of a request tells who guesses. */
interface Guess {
	params: Record<string, string>;
	actor: Actor;
	address: string;
}

/** An id may be written in capitals too: it is still the same event. */
const eventOf = ({ params }: Guess) => params.eventId?.toLowerCase();

/** From one address, and from all of them: whoever has many tries no more codes than that. */
function codeGuessers(c: Guess): Guesser[] {
	const { failuresPerAddress, failuresPerEvent } = config().rates;
	const who = `code:${eventOf(c)}`;
	return [
		{ who: `${who}:${c.address}`, most: failuresPerAddress },
		{ who, most: failuresPerEvent, from: c.address },
	];
}

const WRONG_CODE = ["INVALID_ACCESS_CODE"] as const;

/** An event's access code, typed in. It is short enough to be tried out. */
export const codeGuess = { codes: WRONG_CODE, by: codeGuessers, atTheDoor: true };

/** One that was sent along. Who has a pass for the event is let in by that: nobody looks at the code. */
export const sentCodeGuess = {
	codes: WRONG_CODE,
	atTheDoor: false,
	by: (c: Guess) => {
		const { accessCode, passes } = c.actor;
		const needed = accessCode !== null && !passes.some(({ eventId }) => eventId === eventOf(c));
		return needed ? codeGuessers(c) : [];
	},
};

function passwordGuessers(username: string, address: string): Guesser[] {
	const { failuresPerAccount, failuresPerAddress } = config().rates;
	return [
		{ who: `login:${username.toLowerCase()}`, most: failuresPerAccount, from: address },
		{ who: `login-from:${address}`, most: failuresPerAddress },
	];
}

/** One's own password, asked for once more: the same tries as at the door. */
export const ownPasswordGuess = {
	codes: ["WRONG_PASSWORD"] as const,
	by: ({ actor, address }: Guess) => passwordGuessers(actor.user?.username ?? "", address),
	atTheDoor: true,
};

/** A password: of one account from anywhere, and of any account from one address. */
export const passwordGuess = {
	codes: ["INVALID_CREDENTIALS"] as const,
	by: (c: Guess & { body: { username: string } }) => passwordGuessers(c.body.username, c.address),
	atTheDoor: true,
};
