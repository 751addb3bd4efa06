/** What the reader of archives is asked with, and answers with. */
import type { Readable } from "node:stream";

/** What is read: an object in the store. */
export interface ZipSource {
	/** Bytes. */
	size: number;
	/** First and last byte, both included. */
	read(range: { start: number; end: number }): Promise<Readable>;
}

export interface ZipLimits {
	entries: number;
	/** Uncompressed bytes of all sheets together. */
	totalBytes: number;
	/** Uncompressed bytes of one sheet. */
	entryBytes: number;
	/** Uncompressed : compressed, per entry and in total. */
	ratio: number;
}

export interface ZipSheet {
	/** For people: the name inside the archive, decoded, printable, without folders. */
	name: string;
	/** Uncompressed bytes, as declared. */
	size: number;
	/** The bytes, once; ends with a `ZipFault` where CRC or size are not as declared. */
	open(): Promise<AsyncIterable<Uint8Array>>;
}

export interface ZipContents {
	/** Natural order of their full names: page2 before page10, whatever the case. */
	sheets: ZipSheet[];
	/** Entries that are no sheets: folders, `__MACOSX`, dot files, other files, nested archives. */
	skipped: number;
	/** Gives back whatever is still open; the sheets must not be opened afterwards. */
	close(): Promise<void>;
}

export type ZipFaultCode =
	| "NOT_A_ZIP"
	| "ENCRYPTED"
	| "UNSAFE_NAME"
	| "LINK"
	| "TOO_MANY_ENTRIES"
	| "TOO_LARGE"
	| "BOMB"
	| "DAMAGED"
	| "EMPTY";

/**
 * The archive is at fault, or one sheet of it. Whatever else is thrown is the store's fault, and
 * worth another attempt. The message is one plain sentence for the person whose archive it is.
 */
export class ZipFault extends Error {
	readonly code: ZipFaultCode;

	constructor(code: ZipFaultCode, message: string, cause?: unknown) {
		super(message, { cause });
		this.name = "ZipFault";
		this.code = code;
	}
}

export const damagedArchive = (cause?: unknown) =>
	new ZipFault("DAMAGED", "The ZIP file is damaged or was cut short.", cause);
