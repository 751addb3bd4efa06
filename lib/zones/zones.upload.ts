/** Files of any type on their way into an event: one alone, several as a zone, or more for a zone. */
import { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { newId } from "#lib/core/ids.ts";
import type { UploadForm } from "#lib/core/upload-form.ts";
import type { Tx } from "#lib/db/client.ts";
import { type EventProof, holdEvent } from "#lib/events/events.service.ts";
import {
	type Arrival,
	holdToRoom,
	originalUrl,
	type Received,
	receive,
	stagedOf,
	stageForm,
} from "#lib/media/media.service.ts";
import { assertRoom } from "#lib/usage/usage.service.ts";
import { authorizeMedia, authorizeZone } from "./zones.access.ts";
import { type FailedFile, faultText, nothingStored, zoneNotFound } from "./zones.policy.ts";
import * as repo from "./zones.repo.ts";
import { type FilesAdded, type MediaAlone, mediaFields } from "./zones.schema.ts";
import { toItem } from "./zones.view.ts";

const failedOf = (arrivals: readonly Arrival[]): FailedFile[] =>
	arrivals.flatMap(({ fileName, fault }) => (fault ? [{ fileName, fault }] : []));

/**
 * Stages a form's files. Throws `QUOTA_EXCEEDED`, `FILE_TOO_LARGE` or `NO_FILE_STORED` when none could be.
 */
async function stageFiles<Fields>(
	{ event }: EventProof,
	form: UploadForm,
	fields: z.ZodType<Fields>,
) {
	await assertRoom(event.ownerId);
	const { fileBytes, files: most } = form.limits;
	const rules = { field: /^files(\[\])?$/, accepted: "any" as const, most, fields };
	const { arrivals, fields: parsed } = await stageForm(form, rules);
	await holdToRoom(arrivals, event.ownerId);
	const staged = stagedOf(arrivals);
	const failed = failedOf(arrivals);
	if (staged.length === 0) throw nothingStored(failed, fileBytes);
	return { staged, failed, fields: parsed, requested: arrivals.length, fileBytes };
}

type Staged = Awaited<ReturnType<typeof stageFiles>>;

function targetOf(actor: Actor, { event }: EventProof) {
	return { ownerId: event.ownerId, uploaderName: actor.user?.username ?? "" };
}

/** Keeps staged files in a zone, which `holdZone` makes or locks in the same transaction. */
async function keepInZone(
	actor: Actor,
	proof: EventProof,
	zoneId: string,
	{ staged, failed, requested, fileBytes }: Omit<Staged, "fields">,
	holdZone: (tx: Tx) => Promise<void>,
): Promise<FilesAdded> {
	const eventId = proof.event.id;
	const hold = async (tx: Tx) => {
		await holdEvent(tx, proof);
		await holdZone(tx);
	};
	const target = { ...targetOf(actor, proof), place: { eventId, zoneId }, hold };
	const received = await receive(target, staged);
	return {
		successful: received.map(({ media }) => toItem(media, eventId)),
		failed: failed.map((file) => ({
			filename: file.fileName,
			error: faultText(file, fileBytes),
		})),
		total_requested: requested,
		total_successful: received.length,
		total_failed: failed.length,
		batch_id: zoneId,
	};
}

function toAlone({ media }: Received, eventId: string): MediaAlone {
	const { title, description, tags } = media;
	return {
		id: media.id,
		event_id: eventId,
		batch_id: null,
		...{ title, description },
		file_url: originalUrl(media),
		s3_key: media.objectKey,
		file_type: media.contentType,
		file_size: Number(media.byteSize),
		tags,
		created_at: media.createdAt.toISOString(),
		updated_at: media.updatedAt.toISOString(),
	};
}

/**
 * Stores what is good of a form's files: one alone, with what is said of it; several as a zone. Throws
 * `FILE_TOO_LARGE`, `NO_FILE_STORED`, and the faults of the form.
 */
export async function uploadMedia(
	actor: Actor,
	eventId: string,
	form: UploadForm,
): Promise<MediaAlone | FilesAdded> {
	const proof = await authorizeMedia(actor, "media:edit", eventId);
	const { fields: about, ...files } = await stageFiles(proof, form, mediaFields);
	if (files.requested > 1) {
		const zone = { id: newId(), eventId: proof.event.id, ...about };
		return keepInZone(actor, proof, zone.id, files, (tx) => repo.insertZone(tx, zone));
	}
	const hold = (tx: Tx) => holdEvent(tx, proof);
	const place = { eventId: proof.event.id };
	const [received] = await receive({ ...targetOf(actor, proof), place, about, hold }, files.staged);
	return toAlone(received as Received, proof.event.id);
}

/** Adds files to a zone: what is said of it is said of them. Throws `ZONE_NOT_FOUND` besides. */
export async function addFiles(
	actor: Actor,
	eventId: string,
	zoneId: string,
	form: UploadForm,
): Promise<FilesAdded> {
	const { proof, zone } = await authorizeZone(actor, "media:edit", eventId, zoneId);
	const files = await stageFiles(proof, form, z.object({}));
	return keepInZone(actor, proof, zone.id, files, async (tx) => {
		if (!(await repo.updateZone(tx, zone.id, {}))) throw zoneNotFound(zoneId, eventId);
	});
}
