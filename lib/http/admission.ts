/** Whether this process takes on one more upload: decided before its body is read. */
import { config } from "#lib/config/config.ts";
import { AppError } from "#lib/core/errors.ts";
import { freeBytes } from "#lib/storage/free-space.ts";

let uploads = 0;
let bytes = 0;

const overloaded = (message: string, seconds: number) =>
	new AppError("OVERLOADED", { message, headers: { "Retry-After": String(seconds) } });

/**
 * Counts an upload of so many declared bytes in, and returns what counts it out. Throws `OVERLOADED`
 * when too many are in flight already, or the disk would run full.
 */
export async function admitUpload(declaredBytes: number): Promise<() => void> {
	const limits = config().admission;
	// One upload is always let in, however large: alone it cannot be too many.
	if (uploads >= limits.uploads || (uploads > 0 && bytes + declaredBytes > limits.bytes))
		throw overloaded("Many photos are arriving just now. Please try again in a moment", 5);
	uploads += 1;
	bytes += declaredBytes;
	let counted = true;
	const leave = () => {
		if (!counted) return;
		counted = false;
		uploads -= 1;
		bytes -= declaredBytes;
	};
	try {
		if ((await freeBytes()) < limits.freeDiskBytes + bytes)
			throw overloaded("The server is nearly out of room", 300);
		return leave;
	} catch (error) {
		leave();
		throw error;
	}
}
