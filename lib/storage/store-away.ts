/** The object store does not answer, answers too late, or with an error: what it has is not lost. */
import { AppError } from "#lib/core/errors.ts";

export class StoreAway extends AppError {
	/** It is there and says no: a wrong key, a bucket that does not exist. Waiting will not help. */
	readonly refused: boolean;

	constructor(cause: unknown, { refused = false } = {}) {
		super("UNAVAILABLE", {
			message: "This is not possible just now. Please try again in a moment",
			headers: { "Retry-After": "5" },
			cause,
		});
		this.refused = refused;
	}
}

export function isAway(error: unknown): error is StoreAway {
	return error instanceof StoreAway;
}
