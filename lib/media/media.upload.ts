/** The two upload forms of the photos family. */
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { fileTooLarge, inMegabytes, tooManyFiles, type UploadForm } from "#lib/core/upload-form.ts";
import type { Tx } from "#lib/db/client.ts";
import { authorize, type EventProof, holdEvent } from "#lib/events/events.service.ts";
import { PHOTO_TYPES } from "./media.policy.ts";
import { type Received, type ReceiveTarget, receive } from "./media.receive.ts";
import { type BatchUploaded, type PhotoUploaded, photoFields } from "./media.schema.ts";
import { discard, isFileFault, type StagedFile, stage } from "./media.staging.ts";
import { publicStatus, viewUrl } from "./media.view.ts";

/** One file of a form: stored, or why not. */
interface Arrival {
	fileName: string;
	staged: StagedFile | null;
	fault: AppError | null;
}

async function arrive(
	file: Parameters<typeof stage>[0],
	accepted: ReadonlySet<string>,
): Promise<Arrival> {
	const { fileName } = file;
	try {
		return { fileName, staged: await stage(file, accepted), fault: null };
	} catch (error) {
		if (!isFileFault(error)) throw error;
		return { fileName, staged: null, fault: error };
	}
}

const stagedIds = (arrivals: readonly Arrival[]) =>
	arrivals.flatMap(({ staged }) => (staged ? [staged.mediaId] : []));

/** The device may be known only after the files: `connectionType` is a field like any other. */
async function holdToLimits(arrivals: Arrival[], form: UploadForm): Promise<void> {
	for (const arrival of arrivals) {
		if (!arrival.staged || arrival.staged.size <= form.limits.fileBytes) continue;
		arrival.fault = fileTooLarge(arrival.fileName, form.limits, arrival.staged.size);
		await discard([arrival.staged.mediaId]);
		arrival.staged = null;
	}
}

/** Reads a form to its end and stages its files. When the form is at fault, no byte stays. */
async function stageForm(form: UploadForm, field: RegExp, most: number) {
	const arrivals: Arrival[] = [];
	try {
		for await (const file of form.files()) {
			if (!field.test(file.field))
				throw new AppError("VALIDATION_ERROR", {
					message: `Unexpected file field '${file.field.slice(0, 40)}'`,
				});
			if (arrivals.length === most) throw tooManyFiles({ ...form.limits, files: most });
			arrivals.push(await arrive(file, PHOTO_TYPES));
		}
		const fields = photoFields.parse(form.fields);
		if (arrivals.length === 0)
			throw new AppError("VALIDATION_ERROR", { message: "No file was sent" });
		await holdToLimits(arrivals, form);
		return { arrivals, album: fields.albumName, uploaderName: fields.uploaderName };
	} catch (error) {
		await discard(stagedIds(arrivals));
		throw error;
	}
}

function inEvent(
	proof: EventProof,
	{ album, uploaderName }: { album: string; uploaderName: string },
): ReceiveTarget {
	const { id: eventId, ownerId } = proof.event;
	const hold = (tx: Tx) => holdEvent(tx, proof);
	return { ownerId, place: { eventId, album }, uploaderName, hold };
}

/** Stores the one photo of a form. Throws its fault, and what `authorize` and `receive` throw. */
export async function uploadPhoto(
	actor: Actor,
	eventId: string,
	form: UploadForm,
): Promise<PhotoUploaded> {
	const proof = await authorize(actor, "photo:add", eventId);
	const { arrivals, ...target } = await stageForm(form, /^file$/, 1);
	const [arrival] = arrivals;
	if (!arrival?.staged) throw arrival?.fault;
	const [received] = await receive(inEvent(proof, target), [arrival.staged]);
	return toUploaded(received as Received, proof.owns, {
		fileName: arrival.fileName,
		uploaderName: target.uploaderName,
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
	const { arrivals, ...target } = await stageForm(form, /^file\d{0,3}$/, form.limits.files);
	const staged = arrivals.flatMap((arrival) => arrival.staged ?? []);
	const received = staged.length > 0 ? await receive(inEvent(proof, target), staged) : [];
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
