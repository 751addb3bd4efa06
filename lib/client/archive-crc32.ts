/** CRC-32 as archives have it (APPNOTE 4.4.7), four bytes a step. */

const POLYNOMIAL = 0xedb88320;

const TABLES = makeTables();

function makeTables(): [Uint32Array, Uint32Array, Uint32Array, Uint32Array] {
	const first = new Uint32Array(256);
	for (let byte = 0; byte < 256; byte++) {
		let value = byte;
		for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
		first[byte] = value;
	}
	const next = (table: Uint32Array) =>
		table.map((value) => (value >>> 8) ^ (first[value & 255] as number));
	const second = next(first);
	const third = next(second);
	return [first, second, third, next(third)];
}

/** Goes on from the sum of the bytes before; from 0 at the beginning. */
export function crc32(bytes: Uint8Array, sum = 0): number {
	const [t0, t1, t2, t3] = TABLES;
	let value = ~sum;
	let at = 0;
	for (const whole = bytes.length - (bytes.length % 4); at < whole; at += 4) {
		value ^=
			(bytes[at] as number) |
			((bytes[at + 1] as number) << 8) |
			((bytes[at + 2] as number) << 16) |
			((bytes[at + 3] as number) << 24);
		value =
			(t3[value & 255] as number) ^
			(t2[(value >>> 8) & 255] as number) ^
			(t1[(value >>> 16) & 255] as number) ^
			(t0[value >>> 24] as number);
	}
	for (; at < bytes.length; at++)
		value = (value >>> 8) ^ (t0[(value ^ (bytes[at] as number)) & 255] as number);
	return ~value >>> 0;
}

/** The sum of a whole file, read as a stream. Throws what reading throws, and when it is aborted. */
export async function crc32Of(
	file: Blob,
	signal: AbortSignal,
	onRead: (bytes: number) => void,
): Promise<number> {
	const reader = file.stream().getReader();
	let sum = 0;
	try {
		for (;;) {
			signal.throwIfAborted();
			const { done, value } = await reader.read();
			if (done) return sum;
			sum = crc32(value, sum);
			onRead(value.length);
		}
	} finally {
		reader.releaseLock();
	}
}
