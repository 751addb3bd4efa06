/** The image batch service: images sent together, rendered by the workers, watched by their batch. */
import { config } from "#lib/config/config.ts";
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid, newId } from "#lib/core/ids.ts";
import type { IncomingFile, UploadForm } from "#lib/core/upload-form.ts";
import type { Tx } from "#lib/db/client.ts";
import {
	discard,
	failureReason,
	isFileFault,
	receive,
	type StagedFile,
	stage,
} from "#lib/media/media.service.ts";
import { assertRoom } from "#lib/usage/usage.service.ts";
import { BATCH_IMAGE_TYPES, maySee, progressOf, statusOf } from "./batches.policy.ts";
import * as repo from "./batches.repo.ts";

const batchNotFound = () =>
	new AppError("BATCH_NOT_FOUND", { message: "This batch does not exist" });

/** Strangers have a part in it where the operator allows that. Throws `UNAUTHENTICATED`. */
function assertTakesPart(actor: Actor): void {
	if (!actor.user && !config().anonymousUploads)
		throw new AppError("UNAUTHENTICATED", { message: "Please sign in" });
}

async function stageImage(file: IncomingFile): Promise<StagedFile> {
	try {
		return await stage(file, BATCH_IMAGE_TYPES);
	} catch (error) {
		if (!isFileFault(error) || error.code === "FILE_TOO_LARGE") throw error;
		throw new AppError("INVALID_FILE_TYPE", {
			message: `'${file.fileName}' is not a valid JPG or PNG image`,
			details: error.message,
		});
	}
}

/** Every image is checked before the batch exists; one that is none refuses all. */
async function stageImages(form: UploadForm): Promise<StagedFile[]> {
	const staged: StagedFile[] = [];
	try {
		for await (const file of form.files()) {
			if (!/^files(\[\])?$/.test(file.field))
				throw new AppError("VALIDATION_ERROR", {
					message: `Unexpected file field '${file.field.slice(0, 40)}'`,
				});
			staged.push(await stageImage(file));
		}
		if (staged.length === 0)
			throw new AppError("VALIDATION_ERROR", { message: "No image was sent" });
		return staged;
	} catch (error) {
		await discard(staged.map(({ mediaId }) => mediaId));
		throw error;
	}
}

/**
 * Makes a batch of a form's images: the batch, its images and their jobs are kept together, or not
 * at all. Throws `INVALID_FILE_TYPE`, `UNAUTHENTICATED`, `QUOTA_EXCEEDED`, and the faults of the form.
 */
export async function createImageBatch(actor: Actor, form: UploadForm) {
	assertTakesPart(actor);
	const ownerId = actor.user?.id ?? null;
	await assertRoom(ownerId, form.leastBytes);
	const staged = await stageImages(form);
	const [id, total] = [newId(), staged.length];
	let createdAt = new Date();
	const hold = async (tx: Tx) => {
		({ createdAt } = await repo.insertBatch(tx, { id, ownerId, total }));
	};
	const placed = staged.map((file, position) => ({ ...file, position }));
	await receive({ ownerId, batchId: id, hold }, placed);
	return {
		batch_id: id,
		status: "created" as const,
		total_images: total,
		created_at: createdAt.toISOString(),
	};
}

async function getBatch(actor: Actor, batchId: string): Promise<repo.BatchRow> {
	assertTakesPart(actor);
	const batch = isUuid(batchId) ? await repo.findBatch(batchId) : null;
	if (!batch || !maySee(actor, batch.ownerId, config().anonymousUploads)) throw batchNotFound();
	return batch;
}

export async function getImageBatch(actor: Actor, batchId: string) {
	const batch = await getBatch(actor, batchId);
	return {
		batch_id: batch.id,
		status: statusOf(batch),
		created_at: batch.createdAt.toISOString(),
		completed_at: batch.completedAt?.toISOString() ?? null,
		total_images: batch.total,
		processed_images: batch.processed + batch.failed,
		progress: progressOf(batch),
	};
}

const IMAGE_STATUS = {
	stored: "pending",
	processing: "processing",
	ready: "processed",
	failed: "failed",
} as const;

export async function listBatchImages(actor: Actor, batchId: string) {
	const batch = await getBatch(actor, batchId);
	const images = await repo.listImages(batch.id);
	return {
		batch_id: batch.id,
		images: images.map((image) => ({
			id: image.id,
			original_name: image.fileName,
			status: IMAGE_STATUS[image.state],
			error: image.errorCode === null ? null : failureReason(image.errorCode),
			created_at: image.createdAt.toISOString(),
			processed_at: image.settledAt?.toISOString() ?? null,
		})),
	};
}

/**
 * For the worker: an image of a batch is done. Runs in the transaction that makes it so; answers with
 * the batch when it was the last.
 */
export async function countImage(
	tx: Tx,
	media: { batchId: string | null },
	outcome: "ready" | "failed",
): Promise<repo.BatchRow | null> {
	if (media.batchId === null) return null;
	return repo.countImage(tx, media.batchId, outcome === "ready" ? "processed" : "failed");
}
