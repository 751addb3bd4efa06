/** How often who may ask: counters in PostgreSQL, so that they hold across processes. */
import pg from "pg";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { config } from "#lib/config/config.ts";
import { AppError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { sha256 } from "#lib/core/signing.ts";
import { databaseUrl } from "#lib/db/client.ts";
import { gather } from "#lib/db/gather.ts";

export type RateClass = "read" | "write" | "upload" | "failure";

const MINUTE = 60;
const QUARTER_HOUR = 15 * MINUTE;

let limiters: Record<RateClass, RateLimiterPostgres> | undefined;

function make(): Record<RateClass, RateLimiterPostgres> {
	const storeClient = new pg.Pool({ connectionString: databaseUrl(), max: 2 });
	// Without a listener, an idle connection that the database closes would end the process.
	storeClient.on("error", (error) => log.warn({ reason: error.message }, "rate limits"));
	const { rates } = config();
	const limiter = (keyPrefix: RateClass, points: number, duration: number) =>
		new RateLimiterPostgres({
			storeClient,
			storeType: "pool",
			tableName: "rate_limits",
			tableCreated: true,
			keyPrefix,
			points,
			duration,
			// Who is over the limit costs no query until it ends.
			inMemoryBlockOnConsumed: points + 1,
			// Without a database each process counts for itself: what needs none is answered still.
			insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration }),
		});
	return {
		read: limiter("read", rates.readsPerMinute, MINUTE),
		write: limiter("write", rates.writesPerMinute, MINUTE),
		upload: limiter("upload", rates.uploadsPerMinute, MINUTE),
		failure: limiter("failure", rates.failuresPerAddress, QUARTER_HOUR),
	};
}

function limiterOf(rateClass: RateClass): RateLimiterPostgres {
	limiters ??= make();
	return limiters[rateClass];
}

/** `RateLimit-*` as in draft-ietf-httpapi-ratelimit-headers-07. */
function headersOf(limit: number, result: RateLimiterRes): Record<string, string> {
	return {
		"RateLimit-Limit": String(limit),
		"RateLimit-Remaining": String(Math.max(0, limit - result.consumedPoints)),
		"RateLimit-Reset": String(Math.ceil(result.msBeforeNext / 1000)),
	};
}

function limited(limit: number, result: RateLimiterRes): AppError {
	const seconds = Math.max(1, Math.ceil(result.msBeforeNext / 1000));
	return new AppError("RATE_LIMITED", {
		message: `Too many requests. Try again in ${seconds} seconds`,
		headers: {
			...headersOf(limit, result),
			"RateLimit-Remaining": "0",
			"Retry-After": String(seconds),
		},
	});
}

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

/** Somebody who may guess wrong a number of times in a quarter of an hour. */
export interface Guesser {
	who: string;
	most: number;
}

/** Throws `RATE_LIMITED` for who has guessed wrong too often. */
export async function assertMayGuess({ who, most }: Guesser): Promise<void> {
	const result = await limiterOf("failure").get(sha256(who));
	if (result && result.consumedPoints >= most) throw limited(most, result);
}

/** Counts one wrong guess. Throws `RATE_LIMITED` instead of letting one too many be told. */
export async function countFailures(guessers: readonly Guesser[]): Promise<void> {
	const limiter = limiterOf("failure");
	const results = await Promise.all(guessers.map(({ who }) => limiter.penalty(sha256(who))));
	for (const [index, result] of results.entries()) {
		const most = guessers[index]?.most ?? 0;
		if (result.consumedPoints > most) throw limited(most, result);
	}
}
