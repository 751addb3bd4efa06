/** What can be guessed, and by whom: wrong guesses are counted, and too many held back. */
import { config } from "#lib/config/config.ts";
import type { Actor } from "#lib/core/actor.ts";

/** What of a request tells who guesses. */
interface Guess {
	params: Record<string, string>;
	address: string;
}

/** An id may be written in capitals too: it is still the same event. */
const codeGuesser = (c: Guess) => ({
	who: `code:${c.params.eventId?.toLowerCase()}:${c.address}`,
	most: config().rates.failuresPerAddress,
});

/** An event's access code, typed in or sent along. It is short enough to be tried out. */
export const codeGuess = {
	codes: ["INVALID_ACCESS_CODE"] as const,
	by: (c: Guess) => [codeGuesser(c)],
};

const passwordGuessers = (username: string, address: string) => [
	{ who: `login:${username.toLowerCase()}`, most: config().rates.failuresPerAccount },
	{ who: `login-from:${address}`, most: config().rates.failuresPerAddress },
];

/** One's own password, asked for once more: the same tries as at the door. */
export const ownPasswordGuess = {
	codes: ["WRONG_PASSWORD"] as const,
	by: (c: Guess & { actor: Actor }) => passwordGuessers(c.actor.user?.username ?? "", c.address),
};

/** A password: of one account from anywhere, and of any account from one address. */
export const passwordGuess = {
	codes: ["INVALID_CREDENTIALS"] as const,
	by: (c: Guess & { body: { username: string } }) => passwordGuessers(c.body.username, c.address),
};
