/** What the worker does with faces. A run that was killed begins again; a late twin changes nothing. */
import { config } from "#lib/config/config.ts";
import { newId } from "#lib/core/ids.ts";
import { log } from "#lib/core/log.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { type FoundFaces, ImagingError } from "#lib/imaging/imaging.types.ts";
import type { ImagingPool } from "#lib/imaging/pool.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { objectStore } from "#lib/storage/store.ts";
import { toBytes } from "./embedding.ts";
import { engineName } from "./engine.ts";
import * as jobs from "./faces.jobs.ts";
import * as repo from "./faces.repo.ts";
import { giveUpFaces } from "./faces.service.ts";

/** A face with the id that it will have. */
export type IdentifiedFace = FoundFaces["faces"][number] & { id: string };

export interface Looked {
	mediaId: string;
	eventId: string | null;
	/** The largest first; null where it could not be looked at. */
	faces: IdentifiedFace[] | null;
	/** The whole look, milliseconds. */
	ms: number;
}

/** What follows from a look for somebody above. */
export interface Consequence {
	/** Runs first in the transaction: locks what `write` changes, before the media. */
	hold(tx: Tx): Promise<void>;
	/** Runs last in it, with the faces written. */
	write(tx: Tx): Promise<void>;
}

export interface FaceTools {
	pool: Pick<ImagingPool, "findFaces">;
	/** Asked before the transaction; takes the time it needs. */
	consider(looked: Looked): Promise<Consequence[]>;
}

/** A decoder that was lost may have been another's victim: once more, and then it is the file. */
async function look(objectKey: string, pool: FaceTools["pool"]): Promise<FoundFaces | null> {
	const copy = await objectStore().checkout(objectKey);
	const request = { input: copy.path, models: config().faces.models };
	try {
		for (const isLast of [false, true])
			try {
				return await pool.findFaces(request);
			} catch (error) {
				if (!(error instanceof ImagingError)) throw error;
				log.warn({ err: error, objectKey, decoder: error.log }, "no face could be looked for");
				if (error.final || isLast) return null;
			}
		return null;
	} finally {
		await copy.release();
	}
}

/** Looks at a media whose faces are wanted. */
export async function findFaces(mediaId: string, { pool, consider }: FaceTools): Promise<void> {
	const media = await repo.findWanted(mediaId);
	if (!media) return;
	const started = performance.now();
	const found = await look(media.objectKey, pool);
	const looked: Looked = {
		...{ mediaId, eventId: media.eventId },
		faces: found?.faces.map((face) => ({ ...face, id: newId() })) ?? null,
		ms: performance.now() - started,
	};
	const consequences = await consider(looked);
	await inTransaction((tx) => publish(tx, looked, consequences));
}

async function publish(tx: Tx, looked: Looked, consequences: readonly Consequence[]) {
	const { mediaId, eventId, faces } = looked;
	// Switched off meanwhile: nothing of its faces is kept.
	const isKept = eventId === null || (await repo.holdEventFaces(tx, eventId));
	for (const { hold } of consequences) await hold(tx);
	if (!isKept || !(await repo.settle(tx, mediaId, faces ? "found" : "failed"))) return;
	const rows = (faces ?? []).map(({ embedding, ...face }) => {
		return { ...face, embedding: toBytes(embedding) };
	});
	await repo.replaceFaces(tx, { mediaId, eventId, engine: engineName() }, rows);
	for (const { write } of consequences) await write(tx);
	if (eventId && rows.length > 0) await enqueue(tx, jobs.groupFaces, [{ eventId }]);
}

/** A media is ready or has failed, in the transaction that makes it so. */
export async function settled(
	tx: Tx,
	{ id: mediaId, eventId }: { id: string; eventId: string | null },
	outcome: "ready" | "failed",
): Promise<void> {
	if (outcome === "failed") await giveUpFaces(tx, mediaId);
	// Of what is in no event, somebody waits to be told.
	else if (await repo.wantIfAsked(tx, mediaId))
		await enqueue(tx, jobs.findFaces, [{ mediaId }], { awaited: eventId === null });
}

/** Forgets the faces of photos that were deleted. */
export async function forget(mediaIds: readonly string[]): Promise<void> {
	await inTransaction((tx) => repo.deleteFaces(tx, mediaIds));
}
