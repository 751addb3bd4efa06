/**
 * How often who may guess wrong in a quarter of an hour. Wrong guesses from everywhere hold a secret back
 * from everybody, also from those who know it: or whoever guesses would learn that they were right. So
 * that nobody can be kept out by strangers for good, an address from which it was given rightly within a
 * month is counted by itself.
 */
import { sha256 } from "#lib/core/signing.ts";
import { limited, limiterOf } from "./limiters.ts";

export interface Guesser {
	who: string;
	most: number;
	/** An address of which it is remembered that the guess was right there. */
	from?: string;
}

const ownKeyOf = ({ who, from }: Guesser) => sha256(`${who} from ${from}`);

/** Which wrong guesses count for them: everybody's, or those of their own known address. */
async function keyOf(guesser: Guesser): Promise<string> {
	const own = guesser.from === undefined ? null : ownKeyOf(guesser);
	return own !== null && (await limiterOf("known").get(own)) ? own : sha256(guesser.who);
}

/** What has become of each one's counter. */
function standings<Result>(
	guessers: readonly Guesser[],
	ask: (key: string) => Promise<Result>,
): Promise<{ most: number; result: Result }[]> {
	return Promise.all(
		guessers.map(async (guesser) => ({
			most: guesser.most,
			result: await ask(await keyOf(guesser)),
		})),
	);
}

/** Throws `RATE_LIMITED` for who has guessed wrong too often. */
export async function assertMayGuess(guessers: readonly Guesser[]): Promise<void> {
	const counters = limiterOf("failure");
	for (const { most, result } of await standings(guessers, (key) => counters.get(key)))
		if (result && result.consumedPoints >= most) throw limited(most, result);
}

/** Counts one wrong guess. Throws `RATE_LIMITED` instead of letting one too many be told. */
export async function countFailures(guessers: readonly Guesser[]): Promise<void> {
	const counters = limiterOf("failure");
	for (const { most, result } of await standings(guessers, (key) => counters.penalty(key)))
		if (result.consumedPoints > most) throw limited(most, result);
}

/** Remembers from where a guess was right. */
export async function rememberRight(guessers: readonly Guesser[]): Promise<void> {
	const known = limiterOf("known");
	const placed = guessers.filter(({ from }) => from !== undefined);
	await Promise.all(placed.map((guesser) => known.set(ownKeyOf(guesser), 1, known.duration)));
}
