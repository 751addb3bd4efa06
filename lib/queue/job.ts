import type { z } from "zod";

/** What a job is called, what it carries and how it is retried; its body stands elsewhere. */
export interface JobDefinition<T extends object> {
	name: string;
	payload: z.ZodType<T>;
	/** Retries after the first run, with a delay that doubles from a second to a minute. */
	retryLimit: number;
	/** A run longer than this is taken to be lost, in seconds. */
	expireInSeconds: number;
	/** Jobs one worker process takes at a time. */
	batchSize: number;
	/** Of those with the same key one waits at a time: what is sent beside it is left out. */
	keyOf?: (payload: T) => string;
	/** How long one waits at least, so that others may be left out. */
	delaySeconds?: number;
	/** Runs by itself at these times (cron, UTC), with an empty payload. */
	cron?: string;
}

/** Payloads carry ids and are parsed again on arrival; bodies are idempotent. */
export function defineJob<T extends object>(definition: JobDefinition<T>): JobDefinition<T> {
	return definition;
}
