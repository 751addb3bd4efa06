/** One batch on its way: its bytes, the batch made of them, and its sheets until the last is done. */
import { createHash, randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { sheetBatchDetail, sheetProgress, sheetsUploaded } from "#lib/batches/sheets.schema.ts";
import { ApiError } from "#lib/client/api.ts";
import type { Account } from "./account.ts";
import type { Source } from "./archive.ts";
import type { Client } from "./client.ts";
import { tryLock } from "./file-lock.ts";
import { formOf } from "./form.ts";
import { EXIT, Problem } from "./problem.ts";
import type { Progress, Unit } from "./progress.ts";
import { sendResumable } from "./resumable.ts";
import { readSettings, removeSettings, settingsFile, writeSettings } from "./settings.ts";

const SHEETS: Unit = ["sheet", "sheets"];
const FIRST_MS = 200;
const LONGEST_MS = 3000;

/** What the upload form says besides its file. */
export type BatchFields = Readonly<Record<string, string>>;

const begun = z.object({
	/** The same for every try to make the batch. */
	key: z.string(),
	uploadId: z.string().nullable(),
	batchId: z.string().nullable(),
});
type Begun = z.infer<typeof begun>;

/** The same files for the same batch of the same account have the same. */
function fingerprintOf({ url, user }: Account, source: Source, fields: BatchFields): string {
	const files = source.files.map(({ path, size, modifiedAt }) => [resolve(path), size, modifiedAt]);
	const text = JSON.stringify([url, user?.id, fields, files]);
	return createHash("sha256").update(text).digest("hex");
}

const readBegun = (file: string): Begun =>
	begun.safeParse(readSettings(file)).data ?? { key: randomUUID(), uploadId: null, batchId: null };

/** Told bytes of how many. */
interface Sending {
	onRead(bytes: number, total: number): void;
	onSent(bytes: number, total: number): void;
}

export class BatchRun {
	readonly #client: Client;
	readonly #signal: AbortSignal;
	readonly #file: string;
	readonly #fields: BatchFields;
	readonly #source: Source;
	#begun: Begun;

	constructor(client: Client, source: Source, fields: BatchFields, signal: AbortSignal) {
		this.#client = client;
		this.#signal = signal;
		this.#fields = fields;
		this.#source = source;
		const name = fingerprintOf(client.account, source, fields);
		this.#file = settingsFile("uploads", `${name}.json`);
		this.#begun = readBegun(this.#file);
	}

	#keep(change: Partial<Begun>): void {
		this.#begun = { ...this.#begun, ...change };
		writeSettings(this.#file, this.#begun);
	}

	/** Two at once would make two batches. Gives what frees it; throws a `Problem` while another sends. */
	lock(): () => void {
		const free = tryLock(`${this.#file}.lock`);
		if (!free) throw new Problem(EXIT.failed, "Another process is sending this batch just now.");
		// What it has come to by now.
		this.#begun = readBegun(this.#file);
		return free;
	}

	/** It is done, or will not be: the same files are another batch from now on. */
	forget(): void {
		removeSettings(this.#file);
	}

	/** Sends what is missing, and gives the batch's id. */
	async send({ onRead, onSent }: Sending): Promise<string> {
		if (this.#begun.batchId !== null) return this.#begun.batchId;
		const bytes = await this.#source.open(this.#signal, onRead);
		const uploadId = await sendResumable(this.#client, {
			...{ bytes, fileName: this.#source.name, begunId: this.#begun.uploadId },
			onBegun: (id) => this.#keep({ uploadId: id }),
			onSent: (sent) => onSent(sent, bytes.size),
		});
		const { body, headers } = formOf({ ...this.#fields, upload_id: uploadId });
		const { batch_id } = await this.#forgetting(
			this.#client.ask(
				{
					...{ method: "POST", path: "/api/batches/upload", body },
					headers: { ...headers, "idempotency-key": this.#begun.key },
				},
				sheetsUploaded,
			),
		);
		this.#keep({ batchId: batch_id });
		return batch_id;
	}

	/** Shows how far it is until the last sheet is done. */
	async wait(batchId: string, progress: Progress): Promise<z.infer<typeof sheetBatchDetail>> {
		const path = `/api/batches/${batchId}`;
		for (let wait = FIRST_MS; ; wait = Math.min(wait * 1.5, LONGEST_MS)) {
			const { status, sheet_count, processed_count, failed_count } = await this.#forgetting(
				this.#client.ask({ path: `${path}/progress` }, sheetProgress),
			);
			progress.update({ unit: SHEETS, done: processed_count + failed_count, total: sheet_count });
			if (status === "completed" || status === "failed") break;
			await pause(wait, undefined, { signal: this.#signal });
		}
		return this.#client.ask({ path: `${path}/status?failed=true&limit=500` }, sheetBatchDetail);
	}

	/** What the server does not know (any more) is begun anew the next time. */
	async #forgetting<T>(answer: Promise<T>): Promise<T> {
		try {
			return await answer;
		} catch (error) {
			if (error instanceof ApiError && error.status === 404) this.forget();
			throw error;
		}
	}
}
