import { AppError } from "#lib/core/errors.ts";
import { serve } from "#lib/http/route.ts";

/** What no other route answers: a script gets an error in words it can read, not a page. */
const nothingHere = serve({ family: "platform" }, async () => {
	throw new AppError("NOT_FOUND", { message: "There is nothing at this address" });
});

export const GET = nothingHere;
export const POST = nothingHere;
export const PUT = nothingHere;
export const PATCH = nothingHere;
export const DELETE = nothingHere;
export const OPTIONS = nothingHere;
