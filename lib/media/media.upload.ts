/** The two upload forms of the photos family. */
import type { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { inMegabytes, type UploadForm } from "#lib/core/upload-form.ts";
import type { Tx } from "#lib/db/client.ts";
import { authorize, type EventProof, holdEvent } from "#lib/events/events.service.ts";
import { assertRoom } from "#lib/usage/usage.service.ts";
import { type Arrival, stagedOf, stageForm } from "./media.forms.ts";
import { PHOTO_TYPES } from "./media.policy.ts";
import { type Received, type ReceiveTarget, receive } from "./media.receive.ts";
import { holdToRoom } from "./media.room.ts";
import { type BatchUploaded, type PhotoUploaded, photoFields } from "./media.schema.ts";
import { publicStatus, viewUrl } from "./media.view.ts";

const rulesOf = (field: RegExp, most: number) => ({
	...{ field, accepted: PHOTO_TYPES, most, fields: photoFields },
});

function inEvent(
	proof: EventProof,
	{ albumName: album, uploaderName }: z.infer<typeof photoFields>,
): ReceiveTarget {
	const { id: eventId, ownerId, guestApproval: waiting } = proof.event;
	const hold = (tx: Tx) => holdEvent(tx, proof);
	const guest = proof.owns ? {} : { guest: { passId: proof.passId, waiting } };
	return { ownerId, place: { eventId, album }, uploaderName, ...guest, hold };
}

/** Stores the one photo of a form. Throws its fault, and what `authorize` and `receive` throw. */
export async function uploadPhoto(
	actor: Actor,
	eventId: string,
	form: UploadForm,
): Promise<PhotoUploaded> {
	const proof = await authorize(actor, "photo:add", eventId);
	await assertRoom(proof.event.ownerId, form.leastBytes);
	const { arrivals, fields } = await stageForm(form, rulesOf(/^file$/, 1));
	const [arrival] = arrivals;
	if (!arrival?.staged) throw arrival?.fault;
	const [received] = await receive(inEvent(proof, fields), [arrival.staged]);
	return toUploaded(received as Received, proof.owns, {
		fileName: arrival.fileName,
		uploaderName: fields.uploaderName,
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
	const rules = rulesOf(/^file\d{0,3}$/, form.limits.files);
	const { arrivals, fields } = await stageForm(form, rules);
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
