/** Whether this process takes on one more upload: decided before its body is read. */
import { config } from "#lib/config/config.ts";
import { AppError } from "#lib/core/errors.ts";
import { freeBytes } from "#lib/storage/free-space.ts";

interface Load {
	uploads: number;
	bytes: number;
}

const all: Load = { uploads: 0, bytes: 0 };
/** Bytes that the uploads in flight may bring to the disk. */
let expected = 0;
const byCaller = new Map<string, Load>();

/** Of the room there is: the rest is for everybody else, however many connections one holds open. */
const CALLER_SHARE = 0.5;

/** One upload is always let in, however large: alone it cannot be too many. */
const isFull = (load: Load, more: number, limits: { uploads: number; bytes: number }) =>
	load.uploads >= Math.max(1, Math.floor(limits.uploads)) ||
	(load.uploads > 0 && load.bytes + more > limits.bytes);

function add(load: Load, uploads: number, bytes: number): void {
	load.uploads += uploads;
	load.bytes += bytes;
}

const overloaded = (message: string, seconds: number) =>
	new AppError("OVERLOADED", { message, headers: { "Retry-After": String(seconds) } });

/**
 * Counts an upload of so many declared bytes in, and returns what counts it out. One that is larger
 * than its caller's share takes that share: the rest stays for the others. Throws `OVERLOADED` when
 * too many are in flight already, of all or of this caller, or the disk would run full.
 */
export async function admitUpload(caller: string, declaredBytes: number): Promise<() => void> {
	const limits = config().admission;
	const share = {
		uploads: limits.uploads * CALLER_SHARE,
		bytes: limits.bytes * CALLER_SHARE,
	};
	const own = byCaller.get(caller) ?? { uploads: 0, bytes: 0 };
	const bytes = Math.min(declaredBytes, share.bytes);
	if (isFull(all, bytes, limits) || isFull(own, bytes, share))
		throw overloaded("Many photos are arriving just now. Please try again in a moment", 5);
	for (const load of [all, own]) add(load, 1, bytes);
	expected += declaredBytes;
	byCaller.set(caller, own);
	let counted = true;
	const leave = () => {
		if (!counted) return;
		counted = false;
		for (const load of [all, own]) add(load, -1, -bytes);
		expected -= declaredBytes;
		if (own.uploads === 0) byCaller.delete(caller);
	};
	try {
		if ((await freeBytes()) < limits.freeDiskBytes + expected)
			throw overloaded("The server is nearly out of room", 300);
		return leave;
	} catch (error) {
		leave();
		throw error;
	}
}
