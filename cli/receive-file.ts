/** One file over the wire, from where it broke off, and held against what it should be. */
import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Client } from "./client.ts";
import { hashFile } from "./files.ts";

export interface Receiving {
	/** Below the server's address. */
	path: string;
	/** Where its bytes are kept until all are there. */
	part: string;
	/** Bytes. */
	size: number;
	/** Hex. */
	sha256: string;
	signal: AbortSignal;
	/** Bytes that are there, those before included. */
	onReceived(bytes: number): void;
}

/** The bytes that came are not those that the server has. */
export class Garbled extends Error {
	override name = "Garbled";
}

const MOST_TRIES = 2;

/**
 * Has the whole file in `part`, durable. Throws like `Client.send`, `Garbled`, and what the disk says; what
 * has arrived is kept, but for what is wrong.
 */
export async function receiveFile(client: Client, file: Receiving): Promise<void> {
	for (let tries = 1; ; tries++) {
		await fetchRest(client, file);
		if ((await hashFile(file.part, file.signal)) === file.sha256) return;
		await rm(file.part, { force: true });
		if (tries === MOST_TRIES) throw new Garbled("What arrived is not what the server has");
	}
}

const sizeOf = async (path: string) => (await stat(path).catch(() => null))?.size ?? 0;

async function fetchRest(client: Client, file: Receiving): Promise<void> {
	const { path, part, size, signal } = file;
	let there = await sizeOf(part);
	if (there > size) await rm(part, { force: true });
	if (there === size && size > 0) return;
	there = there > size ? 0 : there;
	await client.send({
		...{ path, signal },
		// Where the try before has come to.
		headers: (): Record<string, string> => (there > 0 ? { range: `bytes=${there}-` } : {}),
		async receive(status, body) {
			if (status !== 206) there = 0;
			try {
				await keep(body, file, there);
			} finally {
				there = await sizeOf(part);
			}
		},
	});
}

async function keep(body: IncomingMessage, file: Receiving, before: number): Promise<void> {
	let arrived = before;
	const count = new Transform({
		transform(chunk, _encoding, pass) {
			arrived += chunk.length;
			file.onReceived(arrived);
			pass(null, chunk);
		},
	});
	const flags = before > 0 ? "a" : "w";
	await pipeline(body, count, createWriteStream(file.part, { flags, flush: true }));
}
