/** A script that sends batches, as any client would. */
import { createReadStream } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Upload } from "tus-js-client";
import type { Headers } from "./our-server.ts";

/** What the document advises. */
const CHUNK_BYTES = 50 * 1024 * 1024;

/** A server, and the credentials of who uses it. */
export interface Server {
	url: string;
	headers: Headers;
}

/** Ten times as often as pages ask. */
const POLL_MS = 200;

export interface Progress {
	status: "uploaded" | "processing" | "completed" | "failed";
	sheet_count: number;
	processed_count: number;
	failed_count: number;
	progress_percentage: number;
}

/** Sends a file as a resumable upload, through whatever happens to the server, and gives its id. */
export function sendResumable(
	{ url, headers }: Server,
	path: string,
	onProgress: (sent: number) => void = () => {},
): Promise<string> {
	return new Promise((resolve, reject) => {
		const sending = new Upload(createReadStream(path), {
			endpoint: `${url}/api/uploads`,
			headers,
			chunkSize: CHUNK_BYTES,
			retryDelays: Array.from({ length: 60 }, () => 500),
			metadata: { filename: "sheets.zip", filetype: "application/zip", purpose: "batch" },
			onProgress,
			onError: reject,
			onSuccess: () => resolve(new URL(sending.url ?? "").pathname.split("/").at(-1) ?? ""),
		});
		sending.start();
	});
}

/** Makes a batch of an upload, and gives its id. Without a task id there is a code on its first sheet. */
export async function sendBatch(
	{ url, headers }: Server,
	uploadId: string,
	taskId?: string,
): Promise<string> {
	const form = new FormData();
	form.set("upload_id", uploadId);
	if (taskId === undefined) form.set("has_qr", "true");
	else form.set("task_id", taskId);
	const answer = await fetch(`${url}/api/batches/upload`, { method: "POST", headers, body: form });
	const body = await answer.json();
	if (answer.status !== 202) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
	return body.batch_id;
}

async function readProgress({ url, headers }: Server, id: string): Promise<Progress> {
	const answer = await fetch(`${url}/api/batches/${id}/progress`, { headers });
	if (!answer.ok) throw new Error(`Progress answered ${answer.status}.`);
	return answer.json();
}

/** Resolves when every sheet is done. Throws where one failed, or where progress went back. */
export async function completed(
	server: Server,
	id: string,
	onProgress: (progress: Progress) => void = () => {},
): Promise<Progress> {
	for (let before = 0; ; ) {
		const progress = await readProgress(server, id);
		const { status, progress_percentage: now } = progress;
		if (now < before) throw new Error(`Progress went from ${before} back to ${now}.`);
		if (status === "failed" || progress.failed_count > 0)
			throw new Error(`The batch failed: ${JSON.stringify(progress)}`);
		if (status === "completed") return progress;
		onProgress(progress);
		before = now;
		await pause(POLL_MS);
	}
}
