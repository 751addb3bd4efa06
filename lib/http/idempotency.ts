/** `Idempotency-Key`: a repeat of a request gets the first one's answer, and is not done again. */
import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { sha256 } from "#lib/core/signing.ts";
import * as repo from "./idempotency.repo.ts";

export { sweepKeys } from "./idempotency.repo.ts";

export interface IdempotentRequest {
	/** The header's value. */
	key: string;
	/** Who asks, and for what: the same key of another caller is another key. */
	caller: string;
	method: string;
	path: string;
	/** SHA-256 over the content, once it was read by `run`. */
	fingerprint: () => string;
	/** Reads the content and does nothing with it. */
	drain: () => Promise<void>;
	run: () => Promise<Response>;
}

const MAX_KEY_LENGTH = 255;
/** Before each try to keep an answer: a database that starts again is back within these. */
const SAVE_PAUSES_MS = [0, 250, 500, 1000, 2000];

/** Answers that a repeat should get too; anything else may turn out differently next time. */
const isFinal = (status: number) => status < 300 || status === 422;

async function replay(request: IdempotentRequest, saved: repo.SavedAnswer): Promise<Response> {
	await request.drain();
	if (request.fingerprint() !== saved.fingerprint)
		throw new AppError("IDEMPOTENCY_MISMATCH", {
			message: "This Idempotency-Key was used for another content",
		});
	return Response.json(saved.body, {
		status: saved.status,
		headers: { "Idempotency-Replayed": "true" },
	});
}

/** What has come to nothing may be tried again. Where that cannot be noted, it may once the lock is over. */
async function runOrRelease(id: string, { run }: IdempotentRequest): Promise<Response> {
	const release = () =>
		repo.releaseKey(id).catch((error) => log.warn({ err: error }, "idempotency"));
	try {
		const response = await run();
		if (!isFinal(response.status)) await release();
		return response;
	} catch (error) {
		await release();
		throw error;
	}
}

/** What was done stays done: where its answer cannot be kept, that is no reason to do it once more. */
async function keepAnswer(id: string, request: IdempotentRequest, response: Response) {
	const { status } = response;
	const body = await response.clone().json();
	const answer = { fingerprint: request.fingerprint(), status, body };
	for (const pauseMs of SAVE_PAUSES_MS) {
		try {
			await pause(pauseMs);
			return await repo.saveAnswer(id, answer);
		} catch (error) {
			log.warn({ err: error }, "idempotency");
		}
	}
}

/**
 * Runs a request unless it ran before. Throws `IDEMPOTENCY_MISMATCH` for another content under the
 * same key, `IDEMPOTENCY_IN_PROGRESS` while the first runs, `VALIDATION_ERROR` for an unusable key.
 */
export async function idempotently(request: IdempotentRequest): Promise<Response> {
	if (request.key === "" || request.key.length > MAX_KEY_LENGTH)
		throw new AppError("VALIDATION_ERROR", {
			message: `Idempotency-Key must have 1 to ${MAX_KEY_LENGTH} characters`,
		});
	const id = sha256(JSON.stringify([request.caller, request.method, request.path, request.key]));
	const claimed = await repo.claimKey(id);
	if (claimed === "running")
		throw new AppError("IDEMPOTENCY_IN_PROGRESS", {
			message: "The first request with this Idempotency-Key is still running",
			headers: { "Retry-After": "2" },
		});
	if (claimed) return replay(request, claimed);
	const unlock = repo.keepLocked(id);
	try {
		const response = await runOrRelease(id, request);
		if (isFinal(response.status)) await keepAnswer(id, request, response);
		return response;
	} finally {
		unlock();
	}
}
