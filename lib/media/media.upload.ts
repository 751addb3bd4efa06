/** The two upload forms of the photos family. */
import { createReadStream } from "node:fs";
import type { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { fileTooLarge, inMegabytes, type UploadForm } from "#lib/core/upload-form.ts";
import type { Tx } from "#lib/db/client.ts";
import { authorize, type EventProof, holdEvent } from "#lib/events/events.service.ts";
import { takeFinished } from "#lib/uploads/uploads.service.ts";
import { assertRoom } from "#lib/usage/usage.service.ts";
import { type Arrival, stagedOf, stageForm } from "./media.forms.ts";
import { PHOTO_TYPES } from "./media.policy.ts";
import { type Received, type ReceiveTarget, receive } from "./media.receive.ts";
import { holdToRoom } from "./media.room.ts";
import {
	type BatchUploaded,
	onePhotoFields,
	type PhotoUploaded,
	photoFields,
} from "./media.schema.ts";
import { stage } from "./media.staging.ts";
import { publicStatus, viewUrl } from "./media.view.ts";

const accepted = PHOTO_TYPES;

function inEvent(
	proof: EventProof,
	{ albumName: album, uploaderName }: z.infer<typeof photoFields>,
): ReceiveTarget {
	const { id: eventId, ownerId, guestApproval } = proof.event;
	const guest = { passId: proof.passId, waiting: guestApproval };
	const hold = async (tx: Tx) => {
		// A form may take minutes to come in: wanted when it began, or now that they are kept.
		guest.waiting ||= (await holdEvent(tx, proof)).guestApproval;
	};
	const sender = proof.owns ? {} : { guest };
	return { ownerId, place: { eventId, album }, uploaderName, ...sender, hold };
}

/**
 * Stores the one photo of a form, or what was sent for it before as a resumable upload. Throws its
 * fault, and what `authorize`, `takeFinished` and `receive` throw.
 */
export async function uploadPhoto(
	actor: Actor,
	eventId: string,
	form: UploadForm,
): Promise<PhotoUploaded> {
	const proof = await authorize(actor, "photo:add", eventId);
	await assertRoom(proof.event.ownerId, form.leastBytes);
	const { arrivals, fields } = await stageForm(form, {
		...{ field: /^file$/, accepted, most: 1, fields: onePhotoFields },
		instead: ({ upload_id }) => upload_id !== undefined,
	});
	const target = inEvent(proof, fields);
	const { uploaderName, upload_id: uploadId } = fields;
	if (uploadId !== undefined) {
		const { fileName, received } = await receiveFinished(actor, uploadId, form, target);
		return toUploaded(received, proof.owns, { fileName, uploaderName });
	}
	const [arrival] = arrivals;
	if (!arrival?.staged) throw arrival?.fault;
	const [received] = await receive(target, [arrival.staged]);
	const { fileName } = arrival;
	return toUploaded(received as Received, proof.owns, { fileName, uploaderName });
}

/** Makes a photo of a finished upload. What is refused stays an upload, for its sender to give up. */
function receiveFinished(actor: Actor, id: string, form: UploadForm, target: ReceiveTarget) {
	return takeFinished(actor, id, "photos", async ({ path, size, fileName, markUsed }) => {
		if (size > form.limits.fileBytes) throw fileTooLarge(fileName, form.limits, size);
		const chunks = createReadStream(path);
		const staged = await stage({ field: "file", fileName, chunks }, accepted);
		const hold = async (tx: Tx) => {
			await target.hold(tx);
			await markUsed(tx);
		};
		const [received] = await receive({ ...target, hold }, [staged]);
		return { fileName, received: received as Received };
	});
}

/** A stranger whose bytes are there already is not told what others called them, nor who they are. */
function toUploaded(
	{ media, duplicate }: Received,
	owns: boolean,
	sent: { fileName: string; uploaderName: string },
): PhotoUploaded {
	const status = publicStatus(media);
	const { fileName, uploaderName } = owns ? media : sent;
	return {
		id: media.id,
		filename: fileName,
		storage_tier: media.storageTier,
		url: viewUrl(media),
		created_at: (owns || !duplicate ? media.createdAt : new Date()).toISOString(),
		uploader_name: uploaderName,
		album_name: media.album as PhotoUploaded["album_name"],
		file_size: Number(media.byteSize),
		compression_applied: status === "ready",
		status,
		width: media.width,
		height: media.height,
		...(duplicate ? { duplicate: true as const } : {}),
	};
}

/** Stores what is good of a form's files, all of it in one transaction, and says what is not. */
export async function uploadPhotos(
	actor: Actor,
	eventId: string,
	form: UploadForm,
): Promise<BatchUploaded> {
	const proof = await authorize(actor, "photo:add", eventId);
	await assertRoom(proof.event.ownerId);
	const { arrivals, fields } = await stageForm(form, {
		...{ field: /^file\d{0,3}$/, accepted, most: form.limits.files, fields: photoFields },
	});
	await holdToRoom(arrivals, proof.event.ownerId, { eventId, album: fields.albumName });
	const staged = stagedOf(arrivals);
	const received = staged.length > 0 ? await receive(inEvent(proof, fields), staged) : [];
	const queue = [...received];
	const results = arrivals.map((arrival) =>
		arrival.staged
			? toSuccess(arrival.fileName, queue.shift() as Received)
			: { fileName: arrival.fileName, success: false as const, error: toText(arrival, form) },
	);
	const total = results.length;
	const successful = received.length;
	return {
		success: successful > 0,
		results,
		summary: { total, successful, failed: total - successful },
	};
}

function toSuccess(fileName: string, { media, duplicate }: Received) {
	return {
		fileName,
		success: true as const,
		data: {
			id: media.id,
			url: viewUrl(media),
			storage_tier: media.storageTier,
			file_size: Number(media.byteSize),
			...(duplicate ? { duplicate: true as const } : {}),
		},
	};
}

/** A batch words this one fault in its own way (the source document's example). */
function toText({ fault }: Arrival, form: UploadForm): string {
	if (fault?.code === "FILE_TOO_LARGE")
		return `File size exceeds ${inMegabytes(form.limits.fileBytes)} limit`;
	return fault?.message ?? "This file could not be stored";
}
