/** How the queue of files and its surroundings speak to each other. */
import type { Holds, UploadFailure, UploadItem } from "./upload-state.ts";
import type { UploadSummary } from "./upload-summary.ts";

export interface UploadSource {
	file: Blob;
	name: string;
}

/** What files are added with. */
export interface Origin {
	source: string;
	/** A reload does not lose them. */
	kept: boolean;
	/** Files of the same origin are in the queue already. */
	goesOn?: boolean;
}

export type SendResult = { ok: true; duplicate: boolean } | { ok: false; failure: UploadFailure };

/** Sends one file. Never rejects; after an abort its answer is not looked at. */
export type Send = (
	item: UploadItem,
	file: Blob,
	options: { signal: AbortSignal; onProgress: (sentBytes: number) => void },
) => Promise<SendResult>;

export interface QueueOptions {
	send: Send;
	newId: () => string;
	/** Looks whether files are there already, before they are sent. Without, all are sent. */
	check?: CheckPorts;
	/** Nobody to sign in again: an event that lets no more in is no matter of the others. */
	isGuest?: boolean;
	/** Keeps what a reload must not lose. */
	save?: (item: UploadItem) => void;
	/** Nobody's concern any more. */
	forget?: (item: UploadItem) => void;
	now?: () => number;
	random?: () => number;
	/** How long changes are gathered before listeners hear of them. */
	notifyEveryMs?: number;
}

export interface CheckPorts {
	/** The file's SHA-256 in hex; null where it cannot be read. */
	hash: (file: Blob) => Promise<string | null>;
	/** Which of these an album has not; null where it cannot be asked. */
	missing: (
		eventId: string,
		album: string,
		sha256: readonly string[],
	) => Promise<readonly string[] | null>;
}

export interface QueueSnapshot {
	items: readonly UploadItem[];
	holds: Holds;
	summary: UploadSummary;
}
