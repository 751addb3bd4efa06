/** How often who may ask. */
import { RateLimiterRes } from "rate-limiter-flexible";
import { sha256 } from "#lib/core/signing.ts";
import { gather } from "#lib/db/gather.ts";
import { headersOf, limited, limiterOf, type RateClass } from "./limiters.ts";

interface Asking {
	rateClass: RateClass;
	caller: string;
}

/** Takes points for as many requests; what the caller has used up with the last of them. */
async function consume({ rateClass, caller }: Asking, requests: number): Promise<RateLimiterRes> {
	const limiter = limiterOf(rateClass);
	try {
		return await limiter.consume(sha256(caller), requests);
	} catch (error) {
		if (!(error instanceof RateLimiterRes)) throw error;
		if (error.consumedPoints > 0) return error;
		// Who is held back in memory is not counted any more.
		return new RateLimiterRes(0, error.msBeforeNext, limiter.points + requests);
	}
}

/** Requests of a caller that come at once are counted by one statement, and told apart afterwards. */
const count = gather<Asking, RateLimiterRes>(async (asking) => {
	const callers = Map.groupBy(asking, ({ rateClass, caller }) => `${rateClass}:${caller}`);
	const counted = await Promise.all(
		[...callers.values()].map(async (own) => {
			const { remainingPoints, msBeforeNext, consumedPoints } = await consume(
				own[0] as Asking,
				own.length,
			);
			return own.map((one, place): [Asking, RateLimiterRes] => {
				const used = consumedPoints - (own.length - 1 - place);
				return [one, new RateLimiterRes(remainingPoints, msBeforeNext, used)];
			});
		}),
	);
	return new Map(counted.flat());
});

/** Counts one request of a caller and gives the headers to answer with. Throws `RATE_LIMITED`. */
export async function countRequest(
	rateClass: RateClass,
	caller: string,
): Promise<Record<string, string>> {
	const { points } = limiterOf(rateClass);
	const result = (await count({ rateClass, caller })) as RateLimiterRes;
	if (result.consumedPoints > points) throw limited(points, result);
	return headersOf(points, result);
}
