/** Counters of who asks and who guesses, in PostgreSQL, so that they hold across processes. */
import pg from "pg";
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from "rate-limiter-flexible";
import { config } from "#lib/config/config.ts";
import { AppError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { databaseUrl } from "#lib/db/client.ts";

export type RateClass = "read" | "write" | "upload";
/** What is counted: requests, wrong guesses, and from where somebody was right. */
export type Counted = RateClass | "failure" | "known";

const MINUTE = 60;
const QUARTER_HOUR = 15 * MINUTE;
const MONTH = 30 * 24 * 60 * MINUTE;

let limiters: Record<Counted, RateLimiterPostgres> | undefined;

function make(): Record<Counted, RateLimiterPostgres> {
	const storeClient = new pg.Pool({ connectionString: databaseUrl(), max: 2 });
	// Without a listener, an idle connection that the database closes would end the process.
	storeClient.on("error", (error) => log.warn({ reason: error.message }, "rate limits"));
	const { rates } = config();
	const limiter = (keyPrefix: Counted, points: number, duration: number) =>
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
		known: limiter("known", 1, MONTH),
	};
}

export function limiterOf(counted: Counted): RateLimiterPostgres {
	limiters ??= make();
	return limiters[counted];
}

/** `RateLimit-*` as in draft-ietf-httpapi-ratelimit-headers-07. */
export function headersOf(limit: number, result: RateLimiterRes): Record<string, string> {
	return {
		"RateLimit-Limit": String(limit),
		"RateLimit-Remaining": String(Math.max(0, limit - result.consumedPoints)),
		"RateLimit-Reset": String(Math.ceil(result.msBeforeNext / 1000)),
	};
}

export function limited(limit: number, result: RateLimiterRes): AppError {
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
