/** How people become known: pictures of one face each, and faces of photos that were looked at before. */
import { z } from "zod";
import { config } from "#lib/config/config.ts";
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid, newId } from "#lib/core/ids.ts";
import type { Sending } from "#lib/core/upload-form.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import {
	PHOTO_TYPES,
	receive,
	removeMedia,
	type StagedFile,
	stage,
	stageForm,
} from "#lib/media/media.service.ts";
import { objectStore } from "#lib/storage/store.ts";
import { assertRoom } from "#lib/usage/usage.service.ts";
import { nextVersion } from "./face-scopes.repo.ts";
import * as faces from "./faces.repo.ts";
import { awaitFaces, removeLooked, wantFaces } from "./faces.service.ts";
import { domainOf, oneFace } from "./people.policy.ts";
import * as repo from "./people.repo.ts";
import type { PersonSample } from "./people.schema.ts";
import { findRow, lockPeople } from "./people.service.ts";
import { toSample } from "./people.view.ts";

const FORM = { field: /^file$/, accepted: PHOTO_TYPES, most: 1, fields: z.object({}) };

type Face = Awaited<ReturnType<typeof faces.listFaces>>[number];

const sampleGone = () =>
	new AppError("SAMPLE_NOT_FOUND", { message: "This picture does not exist" });

/** Writes a sample of a locked person. */
async function enrol(
	tx: Tx,
	{ id: personId, domain }: { id: string; domain: string },
	mediaId: string,
	face: Face,
): Promise<string> {
	const { x, y, width, height, quality, engine, embedding } = face;
	const id = newId();
	const version = await nextVersion(tx, `domain:${domain}`, "adds");
	await repo.insertSample(tx, {
		...{ id, personId, domain, mediaId, version },
		...{ x, y, width, height, quality, engine, embedding },
	});
	return id;
}

async function answer(sampleId: string): Promise<PersonSample> {
	const sample = await repo.findSample(sampleId);
	if (!sample) throw sampleGone();
	return toSample(sample);
}

/** Waits for the worker's look. Throws `INVALID_IMAGE`, `NO_FACE`, `MULTIPLE_FACES`, `UNAVAILABLE`. */
async function findFace(mediaId: string, signal: AbortSignal): Promise<Face> {
	const patience = AbortSignal.any([signal, AbortSignal.timeout(config().recognition.waitMs)]);
	const looked = await awaitFaces(mediaId, patience).catch((error) => {
		if (!patience.aborted) throw error;
		throw new AppError("UNAVAILABLE", {
			message: "The photo could not be looked at in time. Please try again",
		});
	});
	if (looked?.faceState !== "found")
		throw new AppError("INVALID_IMAGE", { message: "This file is broken and cannot be shown" });
	return oneFace(await faces.listFaces(mediaId));
}

/**
 * Enrols the one face of a form's picture. Throws what the form is at fault, `PERSON_NOT_FOUND`,
 * `INVALID_IMAGE`, `NO_FACE` and `MULTIPLE_FACES`; then nothing is left of the picture.
 */
export async function addPhoto(
	actor: Actor,
	personId: string,
	{ form, signal, arrived }: Sending,
): Promise<PersonSample> {
	const { userId: ownerId } = domainOf(actor);
	const person = await findRow(actor, personId);
	await assertRoom(ownerId, form.leastBytes);
	const [arrival] = (await stageForm(form, FORM)).arrivals;
	if (!arrival?.staged) throw arrival?.fault;
	arrived();
	const { mediaId } = arrival.staged;
	const hold = async () => {};
	const keep = (tx: Tx) => wantFaces(tx, [mediaId]);
	await receive({ ownerId, awaited: true, hold, keep }, [arrival.staged]);
	try {
		const face = await findFace(mediaId, signal);
		const sampleId = await inTransaction(async (tx) => {
			await lockPeople(tx, person.domain, [person.id]);
			// What it is compared by is the sample's from now on.
			await faces.deleteFaces(tx, [mediaId]);
			return enrol(tx, person, mediaId, face);
		});
		return await answer(sampleId);
	} catch (error) {
		await inTransaction((tx) => removeLooked(tx, [mediaId]));
		throw error;
	}
}

/** The bytes of a photo once more, as a media of its own. */
async function stageCopy(objectKey: string, fileName: string): Promise<StagedFile> {
	const chunks = await objectStore().get(objectKey);
	return stage({ field: "file", fileName, chunks }, "any");
}

/**
 * Enrols a face of a photo that the caller had recognised. The sample has a copy of it, and stays when
 * that recognition is deleted. Throws `PERSON_NOT_FOUND`, `FACE_NOT_FOUND`.
 */
export async function addFace(
	actor: Actor,
	personId: string,
	{ face_id: faceId }: { face_id: string },
): Promise<PersonSample> {
	const { userId: ownerId } = domainOf(actor);
	const person = await findRow(actor, personId);
	const face = await repo.findOwnFace(faceId, ownerId);
	if (!face) throw new AppError("FACE_NOT_FOUND", { message: "This face does not exist" });
	await assertRoom(ownerId);
	const staged = await stageCopy(face.media.objectKey, face.media.fileName);
	let sampleId = "";
	const hold = (tx: Tx) => lockPeople(tx, person.domain, [person.id]);
	const keep = async (tx: Tx) => {
		sampleId = await enrol(tx, person, staged.mediaId, face);
	};
	await receive({ ownerId, hold, keep }, [staged]);
	return answer(sampleId);
}

/** Throws `PERSON_NOT_FOUND`, `SAMPLE_NOT_FOUND`. */
export async function deleteSample(actor: Actor, personId: string, id: string): Promise<void> {
	const person = await findRow(actor, personId);
	if (!isUuid(id)) throw sampleGone();
	await inTransaction(async (tx) => {
		await lockPeople(tx, person.domain, [person.id]);
		const mediaId = await repo.deleteSample(tx, person.id, id);
		if (mediaId === null) throw sampleGone();
		await removeMedia(tx, { id: mediaId });
		await nextVersion(tx, `domain:${person.domain}`, "removes");
	});
}
