/** Reading headers that nobody vouches for: past the end is a RangeError, as with DataView. */

/** A size as it is stored, and the EXIF orientation (1 to 8) to be applied to it. */
export interface StoredSize {
	width: number;
	height: number;
	orientation?: number | undefined;
}

/** The part of a file that begins at `at`; a RangeError where there are not `length` bytes. */
export function slice(bytes: Uint8Array, at: number, length: number): Uint8Array {
	if (at + length > bytes.length) throw new RangeError("past the end");
	return bytes.subarray(at, at + length);
}

export const latin1 = (bytes: Uint8Array, at: number, length: number): string =>
	String.fromCharCode(...slice(bytes, at, length));
