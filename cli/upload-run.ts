/** Many photos on their way to an album: hashed, asked for, and sent where they are missing. */
import { inParts } from "#lib/client/in-parts.ts";
import type { Client } from "./client.ts";
import { hashFile, type LocalFile } from "./files.ts";
import { lanes } from "./lanes.ts";
import { findMissing, sendPhoto, type Target } from "./photos.ts";
import { type Figures, PHOTOS } from "./progress.ts";
import { reasonOf } from "./reason.ts";

/** What became of a file. */
export type Outcome =
	| { file: string; status: "sent" | "there"; id?: string }
	/** A dry run sends nothing. */
	| { file: string; status: "missing" }
	| { file: string; status: "failed"; reason: string };

type Result = Outcome extends infer One ? (One extends Outcome ? Omit<One, "file"> : never) : never;

export interface Tally {
	files: number;
	sent: number;
	there: number;
	missing: number;
	failed: number;
	bytes_sent: number;
}

export interface UploadOptions {
	client: Client;
	target: Target;
	/** Photos sent at the same time. */
	parallel: number;
	dryRun: boolean;
	signal: AbortSignal;
	onOutcome(outcome: Outcome): void;
	onProgress(figures: Figures): void;
}

/** Asked about together: few enough that the first are soon on their way. */
const ASKED_TOGETHER = 100;
const HASHED_TOGETHER = 4;

export class UploadRun {
	readonly tally: Tally = { files: 0, sent: 0, there: 0, missing: 0, failed: 0, bytes_sent: 0 };
	readonly #options: UploadOptions;
	readonly #sending: ReturnType<typeof lanes>;
	readonly #hashing = lanes(HASHED_TOGETHER);
	/** Bytes of photos that are being sent just now. */
	readonly #underway = new Map<LocalFile, number>();

	constructor(options: UploadOptions) {
		this.#options = options;
		this.#sending = lanes(options.parallel);
	}

	/**
	 * Has these files in the album. Resolves when each of them has an outcome; throws what concerns all of
	 * them: no sign-in, no server, no such event, the signal's reason.
	 */
	async take(files: readonly LocalFile[]): Promise<void> {
		this.tally.files += files.length;
		this.#show();
		const tasks = new Map<string, Promise<Result>>();
		const ends: Promise<void>[] = [];
		for (const part of inParts(files, ASKED_TOGETHER)) {
			const known = await this.#hash(part);
			const asked = [...new Set(known.values())].filter((hash) => !tasks.has(hash));
			const { client, target } = this.#options;
			const missing = asked.length > 0 ? await findMissing(client, target, asked) : new Set();
			for (const [file, hash] of known) {
				const before = tasks.get(hash);
				const task = before ?? (missing.has(hash) ? this.#send(file) : there());
				tasks.set(hash, task);
				const end = task.then((result) => this.#note(file, before ? toCopy(result) : result));
				end.catch(() => {});
				ends.push(end);
			}
		}
		await Promise.all(ends);
	}

	/** The content of each; those that cannot be read have failed. */
	async #hash(files: readonly LocalFile[]): Promise<Map<LocalFile, string>> {
		const known = new Map<LocalFile, string>();
		const { signal } = this.#options;
		const hashes = files.map((file) =>
			this.#hashing(() => hashFile(file.path, signal)).catch((error) =>
				this.#note(file, toFailure(error)),
			),
		);
		for (const [at, hash] of (await Promise.all(hashes)).entries())
			if (hash !== undefined) known.set(files[at] as LocalFile, hash);
		return known;
	}

	async #send(file: LocalFile): Promise<Result> {
		if (this.#options.dryRun) return { status: "missing" };
		const { client, target, signal } = this.#options;
		const onSent = (bytes: number) => {
			this.#underway.set(file, bytes);
			this.#show();
		};
		return this.#sending(async () => {
			signal.throwIfAborted();
			try {
				const result = await sendPhoto(client, target, file, { signal, onSent });
				if (result.status === "sent") this.tally.bytes_sent += file.size;
				return result;
			} catch (error) {
				return toFailure(error);
			} finally {
				this.#underway.delete(file);
			}
		});
	}

	/** Files without an outcome: of a run that was stopped. */
	get left(): number {
		const { files, sent, there, missing, failed } = this.tally;
		return files - sent - there - missing - failed;
	}

	#note(file: LocalFile, result: Result): undefined {
		this.tally[result.status]++;
		this.#options.onOutcome({ file: file.path, ...result });
		this.#show();
	}

	#show(): void {
		const { files, bytes_sent } = this.tally;
		const bytes = [...this.#underway.values()].reduce((sum, some) => sum + some, bytes_sent);
		this.#options.onProgress({ unit: PHOTOS, done: files - this.left, total: files, bytes });
	}
}

const there = async (): Promise<Result> => ({ status: "there" });

/** The same content under another name is not sent again. */
const toCopy = (result: Result): Result =>
	result.status === "sent" ? { ...result, status: "there" } : result;

/** Throws the error where it does not concern the file alone. */
function toFailure(error: unknown): Result {
	const reason = reasonOf(error);
	if (reason === null) throw error;
	return { status: "failed", reason };
}
