/** What an upload can be, and what follows from what: pure functions, no browser, no clock of their own. */
import type { NewZone } from "./new-zone.ts";

export type UploadStatus =
	/** Nobody has looked yet whether it is there already. */
	| "checking"
	| "waiting"
	| "uploading"
	| "finishing"
	| "retrying"
	/** The page was left: its file is not at hand. */
	| "detached"
	| "done"
	| "failed";

/** What a detached one needs: a click that opens its file again, or the same file once more. */
export type Wants = "permission" | "files";

export interface AlbumTarget {
	eventId: string;
	album: string;
	uploaderName: string | null;
}

export interface ZoneTarget {
	eventId: string;
	/** A zone's id, one that is made by the first file to arrive, or null for none. */
	zone: string | NewZone | null;
}

export type UploadTarget = AlbumTarget | ZoneTarget;

export interface UploadFailure {
	/** The API's code, or NETWORK, FILE_UNREADABLE. */
	code: string;
	/** 0 when nothing answered. */
	status: number;
	message: string;
	retryAfterSeconds: number | null;
}

export interface UploadItem {
	id: string;
	/** As the reader knows it: with its folder, where one was dropped. */
	name: string;
	size: number;
	/** Milliseconds since 1970; 0 where the file does not say. */
	modifiedAt: number;
	target: UploadTarget;
	/** With what it was added; all of it is sent by one page at a time. */
	source: string;
	/** A reload does not lose its file. */
	kept: boolean;
	wants: Wants | null;
	/** Hex; null until it was read for that. */
	sha256: string | null;
	status: UploadStatus;
	sentBytes: number;
	/** Tries that ended without the photo having arrived. */
	attempts: number;
	/** When the next try is due, in the clock's milliseconds. */
	retryAt: number | null;
	failure: UploadFailure | null;
	duplicate: boolean;
	/** Sent along as Idempotency-Key: a repeated try never makes two photos. */
	key: string;
}

/** Reasons for which nothing new is started. */
export interface Holds {
	paused: boolean;
	offline: boolean;
	signIn: boolean;
	/** The server asked for patience until then. */
	busyUntil: number;
}

export const NO_HOLDS: Holds = { paused: false, offline: false, signIn: false, busyUntil: 0 };

/** Nothing new is started. */
export function isHeld(holds: Holds, now: number): boolean {
	return holds.paused || holds.offline || holds.signIn || holds.busyUntil > now;
}

/** What a queue needs to know of an item to choose the next. */
interface Queued {
	status: string;
	retryAt: number | null;
}

export const IN_FLIGHT = 3;
const MAX_ATTEMPTS = 6;
const MAX_BUSY_ATTEMPTS = 30;
const LONGEST_DELAY_MS = 60_000;

export function isActive({ status }: Queued): boolean {
	return status === "packing" || status === "uploading" || status === "finishing";
}

/** Changes with every one of these that arrives, however soon after another; empty while none has. */
export function arrivalOf(items: readonly Pick<UploadItem, "id" | "status">[]): string {
	const done = items.filter(({ status }) => status === "done");
	return done.length === 0 ? "" : `${done.length} ${done.at(-1)?.id}`;
}

/** Still to come: not arrived, not given up. */
export function isOpen(item: UploadItem): boolean {
	return item.status !== "done" && item.status !== "failed";
}

/** Sent by itself, as soon as it is its turn. */
export function isUnderWay(item: UploadItem): boolean {
	return isOpen(item) && item.status !== "detached";
}

export function isBusyAnswer(failure: UploadFailure): boolean {
	return failure.status === 429 || failure.status === 503;
}

/** Another request has it in hand, or had it last. */
const PASSING_CODES = new Set(["IDEMPOTENCY_IN_PROGRESS", "UPLOAD_OFFSET_MISMATCH"]);
/** No answer, a slow one, and an upload that is locked for the moment. */
const PASSING_STATUSES = new Set([0, 408, 423]);

/** True where the same request may succeed later. */
export function isPassing(failure: UploadFailure): boolean {
	if (failure.code === "FILE_UNREADABLE" || failure.code === "STORAGE_FULL") return false;
	if (PASSING_CODES.has(failure.code) || PASSING_STATUSES.has(failure.status)) return true;
	return isBusyAnswer(failure) || failure.status >= 500;
}

/** Waits longer each time, a little differently each time, never less than the server asked for. */
export function retryDelayMs(attempts: number, failure: UploadFailure, random: number): number {
	const backOff = Math.min(LONGEST_DELAY_MS, 1000 * 2 ** Math.min(attempts - 1, 10));
	const spread = backOff * (0.75 + random / 2);
	const asked = (failure.retryAfterSeconds ?? 0) * 1000;
	return Math.max(asked + (asked > 0 ? random * 1000 : 0), asked > 0 ? 0 : spread);
}

/** An item after a try that failed. It waits for a sign-in, which guests have none of. */
export function afterFailure(
	item: UploadItem,
	failure: UploadFailure,
	{ now, random, isGuest }: { now: number; random: number; isGuest: boolean },
): UploadItem {
	const base = { ...item, sentBytes: 0, failure };
	if (failure.status === 401 && !isGuest) return { ...base, status: "waiting", retryAt: null };
	const attempts = item.attempts + 1;
	const most = isBusyAnswer(failure) ? MAX_BUSY_ATTEMPTS : MAX_ATTEMPTS;
	if (!isPassing(failure) || attempts >= most)
		return { ...base, attempts, status: "failed", retryAt: null };
	return {
		...base,
		attempts,
		status: "retrying",
		retryAt: now + retryDelayMs(attempts, failure, random),
	};
}

/** The holds after a failure, and what its item came to: no sign-in holds all, and so does a busy server. */
export function holdsAfter(holds: Holds, failure: UploadFailure, item: Queued): Holds {
	if (item.status === "waiting") return { ...holds, signIn: true };
	if (isBusyAnswer(failure) && item.retryAt !== null)
		return { ...holds, busyUntil: Math.max(holds.busyUntil, item.retryAt) };
	return holds;
}

/** An item that its owner sends off once more. A new key where the server has answered the old one. */
export function again(item: UploadItem, newKey: string): UploadItem {
	const answered = (item.failure?.status ?? 0) > 0;
	return {
		...item,
		status: "waiting",
		sentBytes: 0,
		attempts: 0,
		retryAt: null,
		failure: null,
		key: answered ? newKey : item.key,
	};
}

/** Where an item begins. Albums alone can say what they have. */
export function entryOf({ target, sha256 }: UploadItem, checks: boolean): UploadStatus {
	return checks && "album" in target && sha256 === null ? "checking" : "waiting";
}

export function arrived(item: UploadItem, duplicate: boolean): UploadItem {
	return { ...item, status: "done", sentBytes: item.size, failure: null, duplicate };
}

/** An item whose file is not at hand. */
export function detached(item: UploadItem, wants: Wants): UploadItem {
	return { ...item, status: "detached", wants, sentBytes: 0, retryAt: null };
}

/** An item whose file is at hand again, back in the line. */
export function attached(item: UploadItem, checks: boolean): UploadItem {
	const base = { ...item, wants: null, sentBytes: 0, retryAt: null, failure: null };
	return { ...base, status: entryOf(item, checks) };
}

/** Items to start now, in the order they were added; those that wait for their turn come first. */
export function startable<Item extends Queued>(
	items: Iterable<Item>,
	holds: Holds,
	now: number,
	most = IN_FLIGHT,
): Item[] {
	if (isHeld(holds, now)) return [];
	let free = most;
	const ready: Item[] = [];
	for (const item of items) {
		if (isActive(item)) free--;
		else if (item.status === "waiting") ready.push(item);
		else if (item.status === "retrying" && (item.retryAt ?? 0) <= now) ready.push(item);
	}
	return ready.slice(0, Math.max(0, free));
}

const DUE: ReadonlySet<string> = new Set(["checking", "waiting", "retrying"]);

/** When something may become startable by the passing of time alone; null when nothing will. */
export function nextWake(items: Iterable<Queued>, holds: Holds, now: number): number | null {
	if (holds.paused || holds.offline || holds.signIn) return null;
	let soonest: number | null = null;
	for (const item of items) {
		if (!DUE.has(item.status)) continue;
		const due = Math.max(holds.busyUntil, item.retryAt ?? 0);
		if (due > now && (soonest === null || due < soonest)) soonest = due;
	}
	return soonest;
}
