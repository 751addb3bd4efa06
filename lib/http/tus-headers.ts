/** The headers of the tus protocol, 1.0.0 (https://tus.io/protocols/resumable-upload). */
import { AppError } from "#lib/core/errors.ts";
import type { Checksum } from "#lib/uploads/uploads.receive.ts";

export const TUS_VERSION = "1.0.0";
export const TUS_EXTENSIONS = "creation,creation-with-upload,termination,expiration,checksum";
export const CHUNK_TYPE = "application/offset+octet-stream";

/** What each sum has in bytes. */
const ALGORITHMS: Record<string, number> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 };
export const TUS_ALGORITHMS = Object.keys(ALGORITHMS).join(",");

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** Fifteen digits are still counted exactly. */
const NUMBER = /^\d{1,15}$/;

const wrong = (name: string, what: string) =>
	new AppError("VALIDATION_ERROR", { message: `${name} ${what}` });

/** Every request but OPTIONS says which version it speaks. Throws `TUS_VERSION_UNSUPPORTED`. */
export function assertVersion(headers: Headers): void {
	if (headers.get("tus-resumable") === TUS_VERSION) return;
	throw new AppError("TUS_VERSION_UNSUPPORTED", {
		message: `Tus-Resumable must be ${TUS_VERSION}`,
		headers: { "Tus-Version": TUS_VERSION },
	});
}

function readNumber(headers: Headers, name: string): number {
	const value = headers.get(name);
	if (value === null || !NUMBER.test(value)) throw wrong(name, "must be a whole number");
	return Number(value);
}

export const readOffset = (headers: Headers) => readNumber(headers, "Upload-Offset");

/** Throws for what is not offered: a length that comes later, parts that are put together. */
export function readLength(headers: Headers): number {
	for (const name of ["Upload-Defer-Length", "Upload-Concat"])
		if (headers.has(name)) throw wrong(name, "is not supported");
	return readNumber(headers, "Upload-Length");
}

/** True where the request carries a part of the file. */
export function hasChunk(headers: Headers): boolean {
	const type = headers.get("content-type")?.split(";")[0];
	return type?.trim().toLowerCase() === CHUNK_TYPE;
}

/** Bytes of the body, where that was said beforehand. */
export function declaredBytes(headers: Headers): number | undefined {
	const value = headers.get("content-length");
	return value === null ? undefined : Number(value);
}

/** `Upload-Metadata`: names and their values in base64, which may be left out. */
export function readMetadata(headers: Headers): { text: string; fields: Record<string, string> } {
	const text = headers.get("upload-metadata")?.trim() ?? "";
	const fields = new Map<string, string>();
	for (const pair of text === "" ? [] : text.split(",")) {
		const [name = "", value = "", ...more] = pair.trim().split(" ");
		const sound = /^[\x21-\x7e]+$/.test(name) && BASE64.test(value) && more.length === 0;
		if (!sound || fields.has(name)) throw wrong("Upload-Metadata", "is not valid");
		fields.set(name, Buffer.from(value, "base64").toString("utf8"));
	}
	return { text, fields: Object.fromEntries(fields) };
}

/** `Upload-Checksum`: an algorithm and the sum in base64. Undefined where none was sent. */
export function readChecksum(headers: Headers): Checksum | undefined {
	const value = headers.get("upload-checksum");
	if (value === null) return undefined;
	const [algorithm = "", sum = "", ...more] = value.trim().split(" ");
	const bytes = Object.hasOwn(ALGORITHMS, algorithm) ? ALGORITHMS[algorithm] : undefined;
	if (bytes === undefined) throw wrong("Upload-Checksum", `must be one of ${TUS_ALGORITHMS}`);
	const digest = Buffer.from(sum, "base64");
	if (!BASE64.test(sum) || digest.length !== bytes || more.length > 0)
		throw wrong("Upload-Checksum", "is not valid");
	return { algorithm, digest };
}
