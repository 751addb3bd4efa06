/** The only way in for bytes: staged files become media, with their jobs, in one transaction. */
import { AppError } from "#lib/core/errors.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { type EventProof, holdEvent } from "#lib/events/events.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { mediaPrefix, originalKey } from "#lib/storage/object-keys.ts";
import { renderMedia } from "./media.jobs.ts";
import * as repo from "./media.repo.ts";
import { discard, type StagedFile } from "./media.staging.ts";

export interface ReceiveTarget {
	proof: EventProof;
	album: string;
	uploaderName: string;
}

export interface Received {
	media: repo.MediaRow;
	/** The album had these bytes before; `media` is what it had. */
	duplicate: boolean;
}

function toRow(file: StagedFile, target: ReceiveTarget): repo.NewMedia {
	const { event } = target.proof;
	return {
		id: file.mediaId,
		eventId: event.id,
		ownerId: event.ownerId,
		album: target.album,
		fileName: file.fileName,
		contentType: file.contentType,
		byteSize: BigInt(file.size),
		sha256: file.sha256,
		width: file.width,
		height: file.height,
		objectKey: originalKey(file.mediaId),
		uploaderName: target.uploaderName,
	};
}

async function commit(
	tx: Tx,
	target: ReceiveTarget,
	files: readonly StagedFile[],
): Promise<Received[]> {
	await holdEvent(tx, target.proof);
	const prefixes = files.map((file) => mediaPrefix(file.mediaId));
	if ((await repo.deletePending(tx, prefixes)) < prefixes.length)
		throw new AppError("UNAVAILABLE", { message: "The upload took too long. Please try again" });
	const inserted = await repo.insertNew(
		tx,
		files.map((file) => toRow(file, target)),
	);
	const rows = new Map((await repo.findMany(tx, [...inserted])).map((row) => [row.id, row]));
	const received: Received[] = [];
	for (const file of files) {
		const own = rows.get(file.mediaId);
		const media =
			own ?? (await repo.findByContent(tx, target.proof.event.id, target.album, file.sha256));
		// Deleted between the insert and this look: the client's next try will store it anew.
		if (!media)
			throw new AppError("UNAVAILABLE", {
				message: "Please try again",
				headers: { "Retry-After": "1" },
			});
		received.push({ media, duplicate: own === undefined });
	}
	await enqueue(
		tx,
		renderMedia,
		[...inserted].map((mediaId) => ({ mediaId })),
	);
	return received;
}

/**
 * Takes staged files into an event: all rows and jobs are kept, or none. Answers in their order.
 * Throws `EVENT_NOT_FOUND`, `UNAVAILABLE`; then, as for duplicates, nothing is left of the bytes.
 */
export async function receive(
	target: ReceiveTarget,
	files: readonly StagedFile[],
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
