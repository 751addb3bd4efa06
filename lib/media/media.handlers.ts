/** What the worker does with media. Every body may run twice, or be killed half-way. */

import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { config } from "#lib/config/config.ts";
import { newId } from "#lib/core/ids.ts";
import { log } from "#lib/core/log.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { isOutage, isRefusal } from "#lib/db/outage.ts";
import {
	ImagingError,
	type Rendered,
	type RenderedFile,
	type RenderRequest,
} from "#lib/imaging/imaging.types.ts";
import type { ImagingPool } from "#lib/imaging/pool.ts";
import { mediaPrefix, recipeKey, renditionKey } from "#lib/storage/object-keys.ts";
import { sweepScratch, withScratch } from "#lib/storage/scratch.ts";
import type { ByteRange } from "#lib/storage/storage.ts";
import { objectStore } from "#lib/storage/store.ts";
import * as changes from "./media.changes.repo.ts";
import { sendAgain } from "./media.changes.ts";
import { MAX_ATTEMPTS, STRANDED_MS } from "./media.policy.ts";
import * as repo from "./media.repo.ts";
import { piecesOf, sumOf } from "./media.sources.ts";
import { discardPrefix } from "./media.staging.ts";
import * as removal from "./removal.repo.ts";

type Media = NonNullable<Awaited<ReturnType<typeof repo.findMedia>>>;

async function toRendition(mediaId: string, { contentType, path, ...made }: RenderedFile) {
	const key = renditionKey(mediaId, made.name, contentType);
	const { crc32 } = await sumOf(createReadStream(path));
	return { file: { key, path }, row: { ...made, crc32, objectKey: key } };
}

/**
 * Takes the renditions, and the recipe for the original without its metadata, into the store; a
 * second attempt puts the same under the same names.
 */
async function keep(mediaId: string, rendered: Rendered, folder: string) {
	const renditions = [];
	for (const file of rendered.renditions) renditions.push(await toRendition(mediaId, file));
	const files = renditions.map(({ file }) => file);
	if (rendered.stripped) {
		const path = join(folder, "stripped.json");
		await writeFile(path, JSON.stringify(rendered.stripped));
		files.push({ key: recipeKey(mediaId), path });
	}
	await objectStore().adopt(files);
	return renditions.map(({ row }) => row);
}

function qrModeOf({ qrMode }: Media): RenderRequest["qr"] {
	return qrMode === "expected" || qrMode === "look" ? qrMode : undefined;
}

function describe(rendered: Rendered, stripped: repo.Sum | null): repo.Described {
	const { width, height, thumbhash, dhash, sharpness, damaged, frames, exif } = rendered;
	return {
		...{ width, height, thumbhash, dhash, sharpness, damaged, exif },
		animated: frames > 1 && frames <= config().imaging.maxFrames,
		takenAt: rendered.takenAt ? new Date(rendered.takenAt) : null,
		stripped,
		qr: rendered.qr,
	};
}

const partsOf = (path: string) => (part: ByteRange) => createReadStream(path, part);

function render(media: Media, pool: ImagingPool): Promise<repo.Published> {
	return withScratch(async (outputDir) => {
		const copy = await objectStore().checkout(media.objectKey);
		try {
			const { contentType } = media;
			const qr = qrModeOf(media);
			const request = { inputPath: copy.path, outputDir, contentType, ...(qr ? { qr } : {}) };
			const rendered = await pool.render(request);
			const stripped =
				rendered.stripped && (await sumOf(piecesOf(rendered.stripped, partsOf(copy.path))));
			const renditions = await keep(media.id, rendered, outputDir);
			return { described: describe(rendered, stripped), renditions };
		} finally {
			await copy.release();
		}
	});
}

export interface RenderTools {
	pool: ImagingPool;
	/** Runs first in that transaction: locks what `settled` changes, before the media, as all do. */
	hold(tx: Tx, media: Media): Promise<void>;
	/** Runs in the transaction in which a media becomes ready or fails, once for each. */
	settled(tx: Tx, media: Media, outcome: "ready" | "failed"): Promise<void>;
}

/**
 * Spends an attempt before the decoder sees the file. A bad file fails at once; a lost decoder is
 * tried again, at most `MAX_ATTEMPTS` times in all; any other trouble gives the attempt back.
 */
export async function renderMedia(mediaId: string, tools: RenderTools): Promise<void> {
	const token = newId();
	const media = await repo.beginAttempt(mediaId, token, MAX_ATTEMPTS);
	if (!media) return settle(mediaId, tools);
	try {
		const result = await render(media, tools.pool);
		if (!(await publish(media, token, result, tools))) await settle(mediaId, tools);
	} catch (error) {
		await afterFailure(media, token, error, tools);
	}
}

async function afterFailure(
	media: Media,
	token: string,
	error: unknown,
	tools: RenderTools,
): Promise<void> {
	if (isRefusal(error)) {
		log.error({ err: error, mediaId: media.id }, "a photo could not be written down");
		const refused = { code: "INVALID_IMAGE", detail: "This file says things that cannot be kept." };
		await fail(media, token, refused, tools);
		return;
	}
	if (!(error instanceof ImagingError)) {
		await patiently(() => repo.returnAttempt(media.id, token));
		// Deleted under our hands: that is why its file is not there any more.
		if ((await repo.findMedia(media.id))?.deletedAt) return settle(media.id, tools);
		throw error;
	}
	log.warn({ err: error, mediaId: media.id, decoder: error.log }, "a photo could not be rendered");
	if (!error.final && media.attempts < MAX_ATTEMPTS) throw error;
	const code = error.final ? error.code : "DECODER_CRASHED";
	await fail(media, token, { code, detail: error.message }, tools);
}

const PATIENCE_MS = 30_000;

/** Tries again while the database is away: what failed for that must not cost the photo an attempt. */
async function patiently(work: () => Promise<void>): Promise<void> {
	const until = Date.now() + PATIENCE_MS;
	for (let wait = 100; ; wait *= 2) {
		try {
			return await work();
		} catch (error) {
			if (!isOutage(error) || Date.now() + wait > until) throw error;
			await pause(wait);
		}
	}
}

/** No poster, no fault: a video can be played without. */
const UNSEEN: repo.Published = { described: null, renditions: [] };

async function fail(
	media: Media,
	token: string | null,
	error: { code: string; detail: string },
	tools: RenderTools,
): Promise<void> {
	const failed =
		media.kind === "video"
			? await publish(media, token, UNSEEN, tools)
			: await inTransaction(async (tx) => {
					await tools.hold(tx, media);
					if (!(await repo.fail(tx, media.id, token, error))) return false;
					await tools.settled(tx, media, "failed");
					return true;
				});
	// It may have failed because it was deleted under its decoder.
	if (!failed) await settle(media.id, tools);
}

/** False when the media was deleted, or another attempt has it. */
function publish(
	media: Media,
	token: string | null,
	result: repo.Published,
	{ hold, settled }: RenderTools,
): Promise<boolean> {
	return inTransaction(async (tx) => {
		await hold(tx, media);
		if (!(await repo.publish(tx, media.id, token, result))) return false;
		await settled(tx, media, "ready");
		return true;
	});
}

/** For a media that is not to be rendered: clean up after a deletion, or give up after a crash. */
async function settle(mediaId: string, tools: RenderTools): Promise<void> {
	const media = await repo.findMedia(mediaId);
	// Deleted: for a while still with a row, or with its whole batch.
	if (media?.deletedAt) await endDeleted(media, tools);
	// What was stored after its objects were removed; before that, they may be wanted again.
	if (!media || media.purgedAt) return objectStore().deletePrefix(mediaPrefix(mediaId));
	if (media.deletedAt) return;
	if (media.attempts < MAX_ATTEMPTS || media.state !== "processing") return;
	// The last attempt took its whole worker down and nobody is left to say so; unless it still runs.
	const longest = 2 * config().imaging.timeoutMs;
	if (Date.now() - media.updatedAt.getTime() < longest)
		throw new Error("The last attempt may still be running; it is looked at again");
	const lost = { code: "DECODER_CRASHED", detail: "The image could not be processed." };
	await fail(media, media.attemptToken, lost, tools);
}

/** A batch that waits for what was deleted would wait for ever: it counts as failed. */
async function endDeleted(media: Media, { hold, settled }: RenderTools): Promise<void> {
	if (media.batchId === null) return;
	await inTransaction(async (tx) => {
		await hold(tx, media);
		if (await changes.endDeleted(tx, media.id)) await settled(tx, media, "failed");
	});
}

/**
 * Those of the ids that are of no media, or of one that was deleted (at that moment, ISO 8601): from now
 * on, for good.
 */
export function purge(mediaIds: readonly string[], deletedAt?: string): Promise<string[]> {
	return removal.purge(mediaIds, deletedAt);
}

/** Removes the objects of media that were purged. */
export async function removeObjects(mediaIds: readonly string[]): Promise<void> {
	for (const mediaId of mediaIds) await objectStore().deletePrefix(mediaPrefix(mediaId));
}

const SWEEP_LIMIT = 1000;

/** Takes away what unfinished uploads left, and sends again what the queue lost. */
export async function sweep(now = Date.now()): Promise<void> {
	const expired = new Date(now - config().uploadExpiryMs);
	for (const prefix of await repo.findAbandoned(expired, SWEEP_LIMIT)) await discardPrefix(prefix);
	await sweepScratch(expired);
	const stranded = await repo.findStranded(new Date(now - STRANDED_MS), SWEEP_LIMIT);
	await inTransaction((tx) => sendAgain(tx, stranded));
	// Last, since a store that is away ends it here.
	await objectStore().sweepTemporary(expired);
}
