/**
 * A large file over the wire, in chunks, from where the server has come to (tus 1.0.0). By hand: creation,
 * offset and chunk are three requests, which here have the patience and the sign-in of all others.
 */
import { ApiError } from "#lib/client/api.ts";
import type { Client } from "./client.ts";

const CHUNK_BYTES = 50 * 1024 ** 2;
const PATH = "/api/uploads";
const VERSION = { "tus-resumable": "1.0.0" };

export interface Resumable {
	bytes: Blob;
	fileName: string;
	/** The upload that was begun with these bytes; null where there is none. */
	begunId: string | null;
	/** Called with the upload's id before its first byte is sent. */
	onBegun(id: string): void;
	/** Bytes that have been sent, those before included. */
	onSent(bytes: number): void;
}

/** Sends what is missing, and gives the upload's id. Throws like `Client.send`. */
export async function sendResumable(client: Client, upload: Resumable): Promise<string> {
	const { begunId, bytes, onSent } = upload;
	const arrived = begunId === null ? null : await findOffset(client, begunId);
	const id = begunId === null || arrived === null ? await begin(client, upload) : begunId;
	for (let offset = arrived ?? 0; offset < bytes.size; ) {
		onSent(offset);
		offset = await sendChunk(client, id, offset, upload);
	}
	onSent(bytes.size);
	return id;
}

/** Null where the server has let it go. */
async function findOffset(client: Client, id: string): Promise<number | null> {
	try {
		const call = { method: "HEAD", path: `${PATH}/${id}`, headers: VERSION };
		return Number((await client.send(call)).headers.get("upload-offset"));
	} catch (error) {
		if (error instanceof ApiError && (error.status === 404 || error.status === 410)) return null;
		throw error;
	}
}

async function begin(client: Client, { bytes, fileName, onBegun }: Resumable): Promise<string> {
	const metadata = { filename: fileName, filetype: "application/zip", purpose: "batch" };
	const { headers } = await client.send({
		...{ method: "POST", path: PATH },
		headers: {
			...VERSION,
			"upload-length": String(bytes.size),
			"upload-metadata": Object.entries(metadata)
				.map(([name, value]) => `${name} ${Buffer.from(value).toString("base64")}`)
				.join(","),
		},
	});
	const id = headers.get("location")?.split("/").at(-1) ?? "";
	onBegun(id);
	return id;
}

/** Gives where to go on: after a broken connection, the server knows best. */
async function sendChunk(
	client: Client,
	id: string,
	offset: number,
	{ bytes, onSent }: Resumable,
): Promise<number> {
	try {
		const { headers } = await client.send({
			...{ method: "PATCH", path: `${PATH}/${id}` },
			headers: {
				...VERSION,
				"content-type": "application/offset+octet-stream",
				"upload-offset": String(offset),
			},
			body: bytes.slice(offset, offset + CHUNK_BYTES),
			onSent: (sent) => onSent(offset + sent),
		});
		return Number(headers.get("upload-offset"));
	} catch (error) {
		const elsewhere = error instanceof ApiError && error.code === "UPLOAD_OFFSET_MISMATCH";
		const arrived = elsewhere ? await findOffset(client, id) : null;
		if (arrived === null || arrived === offset) throw error;
		return arrived;
	}
}
