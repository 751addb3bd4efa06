import { AppError } from "#lib/core/errors.ts";
import { assertText } from "./text.ts";

/** No JSON body of ours comes near this, but for those that say so. */
const MAX_BYTES = 256 * 1024;

const tooLarge = () => new AppError("REQUEST_TOO_LARGE", { message: "The request is too large" });

/** A request's JSON, of any shape. Throws `VALIDATION_ERROR`, `REQUEST_TOO_LARGE`. */
export async function readJson(request: Request, most = MAX_BYTES): Promise<unknown> {
	// Refused unread, so that the sender can finish and read the answer.
	if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge();
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of request.body ?? []) {
			size += chunk.length;
			if (size > most) throw tooLarge();
			chunks.push(chunk);
		}
		const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
		return JSON.parse(text, (_, value) => {
			assertText(value);
			return value;
		});
	} catch (error) {
		if (error instanceof AppError) throw error;
		// Without the cause: it quotes what was sent, and that may be a password.
		throw new AppError("VALIDATION_ERROR", { message: "The body is not valid JSON" });
	}
}
