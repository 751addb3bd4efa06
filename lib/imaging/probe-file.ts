/**
 * Width and height of a file whose header is not at its beginning: a TIFF with its directory behind
 * the pixels, an HEIF with its boxes there, a JPEG with megabytes of previews before its frame. A
 * few small reads, wherever the file points; what they bring is handed to `probeSize`.
 */
import { latin1 } from "./bytes.ts";
import { type ProbeResult, probeSize } from "./probe.ts";

/**
 * Up to `length` bytes of the file from `from`; fewer at its end, none behind it. They may be read
 * into `into`, which holds as many, and whose earlier content is then gone.
 */
export type ReadRange = (from: number, length: number, into?: Uint8Array) => Promise<Uint8Array>;

const WINDOW_BYTES = 64 * 1024;
const META_BYTES_MAX = 4 * 1024 * 1024;
/** Segments or boxes that are stepped over; cameras write some dozens. */
const STEPS_MAX = 2000;

/** As `probeSize`, of the whole file; `incomplete` then means that it is cut off. */
export async function probeFile(read: ReadRange, contentType: string): Promise<ProbeResult> {
	const first = probeSize(await read(0, WINDOW_BYTES), contentType);
	if (first.ok || first.reason === "invalid") return first;
	try {
		return probeSize(await gather(read, contentType), contentType);
	} catch (error) {
		if (error instanceof RangeError) return first;
		throw error;
	}
}

/** The parts that matter, put together as a small file of the same kind. */
function gather(read: ReadRange, contentType: string): Promise<Uint8Array> {
	if (contentType === "image/tiff") return gatherTiff(read);
	if (contentType === "image/jpeg") return gatherJpeg(read);
	if (/^image\/(avif|heic|heif)$/.test(contentType)) return gatherHeif(read);
	return read(0, WINDOW_BYTES);
}

const viewOf = (bytes: Uint8Array) =>
	new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Header and first directory, which is said to follow at once. */
async function gatherTiff(read: ReadRange): Promise<Uint8Array> {
	const header = Uint8Array.from(await read(0, 16));
	const view = viewOf(header);
	const little = header[0] === 0x49;
	const big = view.getUint16(2, little) === 43;
	const at = big ? Number(view.getBigUint64(8, little)) : view.getUint32(4, little);
	if (big) view.setBigUint64(8, 16n, little);
	else view.setUint32(4, 16, little);
	return Buffer.concat([header, await read(at, WINDOW_BYTES)]);
}

/** The box `meta`, wherever it is. */
async function gatherHeif(read: ReadRange): Promise<Uint8Array> {
	let at = 0;
	for (let step = 0; step < STEPS_MAX; step++) {
		const head = await read(at, 16);
		const view = viewOf(head);
		const short = view.getUint32(0);
		const size = short === 1 ? Number(view.getBigUint64(8)) : short;
		if (latin1(head, 4, 4) === "meta")
			return read(at, Math.min(size || META_BYTES_MAX, META_BYTES_MAX));
		if (size < 8) break;
		at += size;
	}
	throw new RangeError("no meta box");
}

/** The EXIF segment and everything from the frame on. */
async function gatherJpeg(read: ReadRange): Promise<Uint8Array> {
	const kept: Uint8Array[] = [Uint8Array.of(0xff, 0xd8)];
	let at = 2;
	for (let step = 0; step < STEPS_MAX; step++) {
		const head = await read(at, 10);
		const [marker, length] = [viewOf(head).getUint16(0), viewOf(head).getUint16(2)];
		const isApp = marker >= 0xffe0 && marker <= 0xfffe;
		if (!isApp || length < 2) return Buffer.concat([...kept, await read(at, WINDOW_BYTES)]);
		if (marker === 0xffe1 && latin1(head, 4, 4) === "Exif") kept.push(await read(at, length + 2));
		at += length + 2;
	}
	throw new RangeError("no frame");
}
