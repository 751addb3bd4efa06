/** Photos sent to be recognised, so many as a request takes, and what was found on them. */
import { randomUUID } from "node:crypto";
import { openAsBlob } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import {
	type RecognitionLog,
	recognitionLog,
	recognized,
} from "#lib/recognition/recognition.schema.ts";
import type { Client } from "./client.ts";
import type { LocalFile } from "./files.ts";
import { formOf } from "./form.ts";

const PATH = "/api/batch-photos";
const MOST_FILES = 100;
/** Half of what a request may have: one photo too large is the server's to refuse, not a whole request. */
const MOST_BYTES = 500 * 1024 ** 2;

const FIRST_MS = 200;
const LONGEST_MS = 3000;

/** In their order, in as few requests as take them. */
export function inRequests(files: readonly LocalFile[]): LocalFile[][] {
	const requests: LocalFile[][] = [];
	let bytes = 0;
	for (const file of files) {
		const last = requests.at(-1);
		if (last && last.length < MOST_FILES && bytes + file.size <= MOST_BYTES) last.push(file);
		else {
			requests.push([file]);
			bytes = 0;
		}
		bytes += file.size;
	}
	return requests;
}

/** Sends one request's photos, and waits until all are looked at. `onDone` is told how many are. */
export async function recognize(
	client: Client,
	files: readonly LocalFile[],
	signal: AbortSignal,
	onDone: (photos: number) => void,
): Promise<RecognitionLog> {
	const parts = files.map(async ({ path, name }) => {
		return { field: "photos[]", name, file: await openAsBlob(path) };
	});
	const { body, headers } = formOf({}, await Promise.all(parts));
	const { batch_id } = await client.ask(
		{
			...{ method: "POST", path: `${PATH}/recognize?async=true`, body },
			headers: { ...headers, "idempotency-key": randomUUID() },
		},
		recognized,
	);
	for (let wait = FIRST_MS; ; wait = Math.min(wait * 1.5, LONGEST_MS)) {
		const log = await client.ask({ path: `${PATH}/logs/${batch_id}` }, recognitionLog);
		onDone(log.progress.done);
		if (log.status === "completed") return log;
		await pause(wait, undefined, { signal });
	}
}

/** The exports of these as one: the first with its header, the others without. */
export async function exportCsv(client: Client, batchIds: readonly string[]): Promise<string> {
	const files: string[] = [];
	for (const id of batchIds)
		files.push((await client.send({ path: `${PATH}/logs/${id}/export` })).text);
	return files.map((text, at) => (at === 0 ? text : text.slice(text.indexOf("\n") + 1))).join("");
}
