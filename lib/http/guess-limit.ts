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

/** The counter of a known address; null where there is none, and everybody's counts. */
async function ownCounterOf(guesser: Guesser): Promise<string | null> {
	if (guesser.from === undefined) return null;
	const own = ownKeyOf(guesser);
	return (await limiterOf("known").get(own)) ? own : null;
}

/** Throws `RATE_LIMITED` for who has guessed wrong too often. */
export async function assertMayGuess(guessers: readonly Guesser[]): Promise<void> {
	const counters = limiterOf("failure");
	const asked = guessers.map(async (guesser) =>
		counters.get((await ownCounterOf(guesser)) ?? sha256(guesser.who)),
	);
	for (const [index, result] of (await Promise.all(asked)).entries()) {
		const most = guessers[index]?.most ?? 0;
		if (result && result.consumedPoints >= most) throw limited(most, result);
	}
}

/** Counts one wrong guess. Throws `RATE_LIMITED` instead of letting one too many be told. */
export async function countFailures(guessers: readonly Guesser[]): Promise<void> {
	const counters = limiterOf("failure");
	const counted = guessers.map(async (guesser) => {
		const own = await ownCounterOf(guesser);
		// A wrong guess is one for everybody, wherever it was made.
		const all = await counters.penalty(sha256(guesser.who));
		return own === null ? all : counters.penalty(own);
	});
	for (const [index, result] of (await Promise.all(counted)).entries()) {
		const most = guessers[index]?.most ?? 0;
		if (result.consumedPoints > most) throw limited(most, result);
	}
}

/** Remembers from where a guess was right. */
export async function rememberRight(guessers: readonly Guesser[]): Promise<void> {
	const known = limiterOf("known");
	const placed = guessers.filter(({ from }) => from !== undefined);
	await Promise.all(placed.map((guesser) => known.set(ownKeyOf(guesser), 1, known.duration)));
}
