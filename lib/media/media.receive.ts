/** The only way in for bytes: staged files become media, with their jobs, in one transaction. */
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { mediaPrefix, originalKey } from "#lib/storage/object-keys.ts";
import { chargeUse } from "#lib/usage/usage.service.ts";
import * as changes from "./media.changes.repo.ts";
import { renderMedia } from "./media.jobs.ts";
import { tryAgain } from "./media.policy.ts";
import * as repo from "./media.repo.ts";
import { discard, ownPrefixes, type StagedFile } from "./media.staging.ts";

export interface ReceiveTarget {
	/** Whose the media are; null for nobody's. */
	ownerId: string | null;
	/** The event they belong to, if any. In an album, the same bytes are kept once. */
	place?: { eventId: string; album?: string; zoneId?: string };
	batchId?: string;
	uploaderName?: string;
	/** The guest who sends them; `waiting`: for the owner to approve. */
	guest?: { passId: string | null; waiting: boolean };
	/** What is said of a file that was sent alone. */
	about?: { title: string | null; description: string | null; tags: string[] };
	/** Somebody waits for what is made of them. */
	awaited?: boolean;
	/** Runs first in the transaction: makes or holds what the media belong to. */
	hold(tx: Tx): Promise<unknown>;
	/** Runs last in it, with the media there: makes what belongs to them. */
	keep?(tx: Tx): Promise<void>;
}

/** A staged file with its place in a batch. */
export type PlacedFile = StagedFile & {
	/** In the order sent, from 0. */
	position?: number;
	/** Look for codes in it. */
	qrMode?: "expected" | "look" | undefined;
};

export interface Received {
	media: repo.MediaRow;
	/** The album had these bytes before; `media` is what it had. */
	duplicate: boolean;
}

/** There is nothing to be made of any other. */
const isDecoded = ({ kind }: StagedFile) => kind !== "file";

function toRow(file: PlacedFile, target: ReceiveTarget): repo.NewMedia {
	const { ownerId, place, batchId, uploaderName, about, guest } = target;
	return {
		id: file.mediaId,
		...{ ownerId, ...place, uploaderName, ...about },
		...(guest ? { guestPassId: guest.passId, waiting: guest.waiting } : {}),
		...{ batchId, position: file.position, qrMode: file.qrMode },
		fileName: file.fileName,
		kind: file.kind,
		contentType: file.contentType,
		...(isDecoded(file) ? {} : { state: "ready" as const, settledAt: new Date() }),
		byteSize: BigInt(file.size),
		sha256: file.sha256,
		crc32: BigInt(file.crc32),
		storageTier: file.tier,
		width: file.width,
		height: file.height,
		objectKey: originalKey(file.mediaId),
	};
}

const bySha256 = (a: repo.NewMedia, b: repo.NewMedia) => (a.sha256 < b.sha256 ? -1 : 1);

/** What the album has of these bytes. Throws `UNAVAILABLE` where that was deleted just now. */
async function findTwin(tx: Tx, { sha256 }: StagedFile, { place }: ReceiveTarget) {
	const twin = place?.album && (await repo.findByContent(tx, place.eventId, place.album, sha256));
	if (twin) return twin;
	throw tryAgain();
}

/** What waited for approval waits no more once its bytes come from somebody who needs none. */
async function approveTwins(
	tx: Tx,
	{ guest }: ReceiveTarget,
	received: readonly Received[],
): Promise<void> {
	const twins = received.filter(({ media, duplicate }) => duplicate && media.waiting);
	if (guest?.waiting || twins.length === 0) return;
	await changes.approve(
		tx,
		twins.map(({ media }) => media.id),
	);
}

/** What others were told is kept is not its sender's to remove. Throws as `findTwin`. */
async function keepForAll(
	tx: Tx,
	{ guest }: ReceiveTarget,
	received: readonly Received[],
): Promise<void> {
	const ofOthers = received.filter(
		({ media: { guestPassId }, duplicate }) =>
			duplicate && guestPassId !== null && guestPassId !== guest?.passId,
	);
	const ids = new Set(ofOthers.map(({ media }) => media.id));
	if (ids.size > 0 && (await changes.noteAlsoSent(tx, [...ids])) < ids.size) throw tryAgain();
}

async function commit(
	tx: Tx,
	target: ReceiveTarget,
	files: readonly PlacedFile[],
): Promise<Received[]> {
	await target.hold(tx);
	// In one order everywhere: two uploads of the same files then wait for each other, not both.
	const rows = files.map((file) => toRow(file, target));
	const inserted = await repo.insertNew(tx, rows.toSorted(bySha256));
	// What the album has already stays noted as nobody's, and is discarded after the commit.
	await ownPrefixes(tx, [...inserted].map(mediaPrefix));
	const own = new Map((await repo.findMany(tx, [...inserted])).map((row) => [row.id, row]));
	const received: Received[] = [];
	for (const file of files) {
		const media = own.get(file.mediaId) ?? (await findTwin(tx, file, target));
		received.push({ media, duplicate: media.id !== file.mediaId });
	}
	const decoded = files.filter((file) => inserted.has(file.mediaId) && isDecoded(file));
	await keepForAll(tx, target, received);
	await approveTwins(tx, target, received);
	await enqueue(
		tx,
		renderMedia,
		decoded.map(({ mediaId }) => ({ mediaId })),
		{ awaited: target.awaited ?? false },
	);
	await target.keep?.(tx);
	// After all other locks, and for the moment of the commit.
	if (target.ownerId !== null && inserted.size > 0) await chargeUse(tx, target.ownerId);
	return received;
}

/**
 * Makes staged files media: all rows and jobs are kept, or none. Answers in their order. Throws
 * `UNAVAILABLE`, `QUOTA_EXCEEDED`, and what `target` throws; then, as for duplicates, nothing is left of
 * the bytes.
 */
export async function receive(
	target: ReceiveTarget,
	files: readonly PlacedFile[],
): Promise<Received[]> {
	let received: Received[];
	try {
		received = await inTransaction((tx) => commit(tx, target, files));
	} catch (error) {
		await discard(files.map((file) => file.mediaId));
		throw error;
	}
	const kept = new Set(received.map(({ media }) => media.id));
	await discard(files.map((file) => file.mediaId).filter((id) => !kept.has(id)));
	return received;
}
