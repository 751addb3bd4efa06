/**
 * Guests who look for themselves: within one event, with a selfie of which nothing is kept. What is
 * kept is what they agreed to and when, and where they were found, until they delete it.
 */
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { tooManyFiles, type UploadForm } from "#lib/core/upload-form.ts";
import { inTransaction } from "#lib/db/client.ts";
import { authorize, type EventProof } from "#lib/events/events.service.ts";
import { thresholdFor } from "#lib/faces/calibration.ts";
import { FaceGroups, linkingThreshold } from "#lib/faces/grouping.ts";
import { listPhotos } from "#lib/media/media.service.ts";
import { fromBytes } from "./embedding.ts";
import { calibration, engineName } from "./engine.ts";
import { countPeople, listPhotosOf } from "./event-people.repo.ts";
import { indexOf } from "./face-indexes.ts";
import { assertConsent, chooseFace, searchGone, searchOff } from "./face-searches.policy.ts";
import * as repo from "./face-searches.repo.ts";
import type { FaceSearchView } from "./face-searches.schema.ts";
import { holdEventFaces } from "./faces.repo.ts";
import { CONSENT_VERSION } from "./people.values.ts";
import { findSelfieFaces, readSelfie } from "./selfies.ts";

/** Throws what `authorize` does, and `FACE_SEARCH_OFF`. */
export async function authorizeSearch(actor: Actor, eventId: string): Promise<EventProof> {
	const proof = await authorize(actor, "gallery:view", eventId);
	if (!proof.event.facesSince || !proof.event.guestFaceSearch) throw searchOff();
	return proof;
}

/**
 * Searches an event with the selfie of a form. Throws `CONSENT_REQUIRED` before anything is made of the
 * picture, `NO_FACE`, `MULTIPLE_FACES`, and what reading it throws.
 */
export async function searchFaces(
	actor: Actor,
	eventId: string,
	form: UploadForm,
): Promise<FaceSearchView> {
	const { event } = await authorizeSearch(actor, eventId);
	const { embedding } = chooseFace(await findSelfieFaces(await agreedSelfie(form)));
	const mediaIds = await findPhotos(event.id, embedding);
	const search = await inTransaction(async (tx) => {
		if (!(await holdEventFaces(tx, event.id))) throw searchOff();
		const found = { eventId: event.id, consentVersion: CONSENT_VERSION, mediaIds };
		return repo.insertSearch(tx, found);
	});
	const { total } = await listPhotos(actor, event.id, { order: "arrived", limit: 1 }, mediaIds);
	return {
		id: search.id,
		photos: total,
		consent_version: search.consentVersion,
		consented_at: search.consentedAt.toISOString(),
	};
}

/** The fields are complete after the last file only: until then nothing is known of a consent. */
async function agreedSelfie(form: UploadForm): Promise<Uint8Array> {
	let selfie: Uint8Array | undefined;
	for await (const file of form.files()) {
		if (file.field !== "selfie")
			throw new AppError("VALIDATION_ERROR", {
				message: `Unexpected file field '${file.field.slice(0, 40)}'`,
			});
		if (selfie) throw tooManyFiles(form.limits);
		selfie = await readSelfie(file);
	}
	assertConsent(form.fields.consent);
	if (!selfie) throw new AppError("VALIDATION_ERROR", { message: "No file was sent" });
	return selfie;
}

/** Photos with a face that is alike, and those of the person that the most alike one surely is. */
async function findPhotos(eventId: string, embedding: Float32Array): Promise<string[]> {
	const index = await indexOf(`event:${eventId}`);
	const people = await countPeople(eventId);
	const alike = index?.above(embedding, thresholdFor(calibration(), people)) ?? [];
	const [best] = alike.toSorted((a, b) => b.similarity - a.similarity);
	const mediaIds = alike.map(({ personId: mediaId }) => mediaId);
	const person = best && (await surePerson(eventId, best.personId, { embedding, people }));
	const others = person ? await listPhotosOf(eventId, person) : null;
	return [...new Set([...mediaIds, ...(others ?? [])])];
}

/** Whose the most alike face on a photo is; null where the selfie is not alike enough to all of theirs. */
async function surePerson(
	eventId: string,
	mediaId: string,
	{ embedding, people }: { embedding: Float32Array; people: number },
): Promise<string | null> {
	const engine = engineName();
	const likeness = (to: Uint8Array) =>
		fromBytes(to).reduce((sum, value, at) => sum + value * (embedding[at] as number), 0);
	const onPhoto = await repo.listEmbeddings(eventId, { mediaId }, engine);
	const [face] = onPhoto.toSorted((a, b) => likeness(b.embedding) - likeness(a.embedding));
	const eventPersonId = face?.eventPersonId;
	if (!eventPersonId) return null;
	const groups = new FaceGroups(calibration());
	for (const own of await repo.listEmbeddings(eventId, { eventPersonId }, engine))
		groups.add(eventPersonId, fromBytes(own.embedding));
	const isSure =
		groups.likeness(eventPersonId, embedding) >= linkingThreshold(calibration(), people);
	return isSure ? eventPersonId : null;
}

/** The photos that a search found. Throws `FACE_SEARCH_NOT_FOUND`. */
export async function listFound(actor: Actor, eventId: string, searchId: string) {
	const { event } = await authorizeSearch(actor, eventId);
	const search = isUuid(searchId) ? await repo.findSearch(event.id, searchId) : null;
	if (!search) throw searchGone();
	return search.mediaIds;
}

/** Deletes a search, whether or not one can still search. Throws `FACE_SEARCH_NOT_FOUND`. */
export async function deleteSearch(actor: Actor, eventId: string, searchId: string): Promise<void> {
	const { event } = await authorize(actor, "gallery:view", eventId);
	if (!isUuid(searchId) || !(await repo.deleteSearch(event.id, searchId))) throw searchGone();
}
