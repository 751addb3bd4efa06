import { AppError } from "#lib/core/errors.ts";

/** PostgreSQL keeps no NUL in a text: refused here, instead of by a failing query. */
export function assertText(value: unknown): void {
	if (typeof value === "string" && value.includes("\0"))
		throw new AppError("VALIDATION_ERROR", {
			message: "The request has a NUL character in a text",
		});
}
