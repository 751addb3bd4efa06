/** Many photos on their way to a folder, those that it has not. */
import { rename, utimes } from "node:fs/promises";
import { ApiError } from "#lib/client/api.ts";
import type { AlbumName } from "#lib/events/events.values.ts";
import type { Client } from "./client.ts";
import { lanes } from "./lanes.ts";
import { findOwnPhoto, listOwnPhotos, type OwnPhoto } from "./own-photos.ts";
import { EXIT, Problem } from "./problem.ts";
import { type Figures, PHOTOS } from "./progress.ts";
import { reasonOf } from "./reason.ts";
import { Garbled, receiveFile } from "./receive-file.ts";
import type { TargetFolder } from "./target-folder.ts";

/** What became of a photo. */
export type Outcome =
	| { file: string; status: "downloaded" | "there"; id: string }
	| { file: string; status: "failed"; id: string; reason: string };

export interface DownloadOptions {
	client: Client;
	folder: TargetFolder;
	eventId: string;
	/** Undefined for all, each in a folder of its own. */
	album: AlbumName | undefined;
	/** Photos received at the same time. */
	parallel: number;
	signal: AbortSignal;
	onOutcome(outcome: Outcome): void;
	onProgress(figures: Figures): void;
}

export class DownloadRun {
	readonly tally = { photos: 0, downloaded: 0, there: 0, failed: 0, bytes_received: 0 };
	readonly #options: DownloadOptions;
	readonly #lanes: ReturnType<typeof lanes>;
	/** What concerns all photos ends them all. */
	readonly #stop = new AbortController();
	readonly #signal: AbortSignal;
	/** Bytes of photos that are being received just now. */
	readonly #underway = new Map<string, number>();

	constructor(options: DownloadOptions) {
		this.#options = options;
		this.#lanes = lanes(options.parallel);
		this.#signal = AbortSignal.any([options.signal, this.#stop.signal]);
	}

	/** Photos without an outcome: of a run that was stopped. */
	get left(): number {
		const { photos, downloaded, there, failed } = this.tally;
		return photos - downloaded - there - failed;
	}

	/**
	 * Has all photos in the folder. Throws what concerns all of them: no sign-in, no server, no such event, a
	 * full disk, the signal's reason.
	 */
	async take(): Promise<void> {
		const { client, eventId, album } = this.#options;
		let listed = 0;
		for await (const { photos, total } of listOwnPhotos(client, eventId, album)) {
			listed += photos.length;
			// Some may come and go while it runs.
			this.tally.photos = Math.max(total, listed);
			this.#show();
			// A page at a time: the addresses in it are not valid for ever.
			const ends = photos.map((photo) => this.#lanes(() => this.#takeOne(photo)));
			await Promise.all(ends.map((end) => end.catch((error) => this.#stop.abort(error))));
			this.#signal.throwIfAborted();
		}
		this.tally.photos = listed;
	}

	async #takeOne(photo: OwnPhoto): Promise<void> {
		const { folder } = this.#options;
		this.#signal.throwIfAborted();
		const { id, filename, file_size: size, sha256, album_name } = photo;
		const within = this.#options.album === undefined ? (album_name ?? "") : "";
		let file = filename;
		try {
			const place = await folder.placeOf(within, filename, { size, sha256 });
			file = place.path;
			if (!place.there) await this.#receive(photo, within, file);
			this.#note({ file, id, status: place.there ? "there" : "downloaded" });
		} catch (error) {
			this.#note({ file, id, status: "failed", reason: failureOf(error) });
		} finally {
			this.#underway.delete(id);
		}
	}

	async #receive(photo: OwnPhoto, within: string, file: string): Promise<void> {
		const { client, folder, eventId } = this.#options;
		const part = await folder.partOf(within, photo.id);
		const receive = ({ download_url, file_size: size, sha256, id }: OwnPhoto) =>
			receiveFile(client, {
				...{ path: pathOf(download_url), part, size, sha256, signal: this.#signal },
				onReceived: (bytes) => {
					this.#underway.set(id, bytes);
					this.#show();
				},
			});
		try {
			await receive(photo);
		} catch (error) {
			if (!(error instanceof ApiError && error.status === 404)) throw error;
			// Its address is over, or it was deleted meanwhile, and then this says so.
			await receive(await findOwnPhoto(client, eventId, photo.id));
		}
		await rename(part, file);
		if (photo.taken_at !== null) await keepTime(file, new Date(photo.taken_at));
		this.tally.bytes_received += photo.file_size;
	}

	#note(outcome: Outcome): void {
		this.tally[outcome.status]++;
		this.#options.onOutcome(outcome);
		this.#show();
	}

	#show(): void {
		const { photos, bytes_received } = this.tally;
		const bytes = [...this.#underway.values()].reduce((sum, some) => sum + some, bytes_received);
		this.#options.onProgress({ unit: PHOTOS, done: photos - this.left, total: photos, bytes });
	}
}

/** Asked of the server that one is signed in to, whatever else its address is. */
const pathOf = (address: string) => address.slice(address.indexOf("/files/"));

/** Some disks keep no such time: nothing is lost by it. */
const keepTime = (file: string, time: Date) => utimes(file, time, time).catch(() => undefined);

const OF_DISK: Record<string, string> = {
	ENOSPC: "The disk is full.",
	EDQUOT: "The disk is full.",
	EROFS: "The folder cannot be written to.",
	EACCES: "The folder cannot be written to.",
	EPERM: "The folder cannot be written to.",
};

/** Throws the error where it does not concern the photo alone. */
function failureOf(error: unknown): string {
	if (error instanceof Garbled) return error.message;
	const { code = "" } = error as { code?: string };
	if (OF_DISK[code] !== undefined) throw new Problem(EXIT.failed, OF_DISK[code]);
	if (code === "EFBIG") return "The disk takes no file of this size";
	const reason = reasonOf(error);
	if (reason === null) throw error;
	return reason;
}
