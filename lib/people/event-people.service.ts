/** The people on an event's photos, as their photographer sees and corrects them. */
import type { z } from "zod";
import { audit } from "#lib/audit/audit.service.ts";
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid, newId } from "#lib/core/ids.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { authorizeOwner } from "./event-faces.service.ts";
import * as repo from "./event-people.repo.ts";
import type {
	EventPeople,
	EventPerson,
	EventPersonFaces,
	eventPeopleQuery,
	eventPersonMerge,
	eventPersonPatch,
	eventPersonQuery,
	eventPersonSplit,
} from "./event-people.schema.ts";
import { toPicture } from "./event-people.view.ts";
import { nextVersion } from "./face-scopes.repo.ts";
import { holdEventFaces } from "./faces.repo.ts";

export const personGone = () =>
	new AppError("PERSON_NOT_FOUND", { message: "This person does not exist" });

const facesGone = (missing: number, total: number) =>
	new AppError("FACE_NOT_FOUND", {
		message: `${missing} of ${total} faces are not this person's`,
	});

const withItself = () =>
	new AppError("VALIDATION_ERROR", { message: "from: Choose other people than this one" });

/** A page of people. `cursor` is a page's `next_cursor`. */
export async function listPeople(
	actor: Actor,
	eventId: string,
	{ limit, cursor }: z.infer<typeof eventPeopleQuery>,
): Promise<EventPeople> {
	const { event } = await authorizeOwner(actor, "event:read", eventId);
	const [rows, total] = await Promise.all([
		repo.listPeople(event.id, { after: fromCursor(cursor), limit: limit + 1 }),
		repo.countPeople(event.id),
	]);
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		people: await withPictures(page),
		next_cursor: rows.length > limit && last ? `${last.photos}_${last.id}` : null,
		total,
	};
}

function fromCursor(cursor: string | undefined) {
	if (cursor === undefined) return undefined;
	const [photos = "", id = ""] = cursor.split("_");
	if (!isUuid(id))
		throw new AppError("VALIDATION_ERROR", { message: "This cursor is not one of ours" });
	return { photos: Number(photos), id };
}

async function withPictures(people: readonly repo.CountedPerson[]): Promise<EventPerson[]> {
	const faces = await repo.findFaces(people.map(({ faceId }) => faceId));
	return people.flatMap(({ faceId, ...person }) => {
		const face = faces.get(faceId);
		return face ? { ...person, picture: toPicture(face) } : [];
	});
}

/** Throws `PERSON_NOT_FOUND`. */
async function findPerson(eventId: string, personId: string): Promise<EventPerson> {
	const page = { only: personId, limit: 1 };
	const rows = isUuid(personId) ? await repo.listPeople(eventId, page) : [];
	const [person] = await withPictures(rows);
	if (!person) throw personGone();
	return person;
}

/** Who asks for, or changes, whom. */
export interface PersonOf {
	actor: Actor;
	eventId: string;
	personId: string;
}

/** The same from the parts of an address. */
export const personOf = (c: { actor: Actor; params: Record<string, string> }): PersonOf => ({
	...{ actor: c.actor, eventId: c.params.eventId ?? "", personId: c.params.personId ?? "" },
});

/** One person with a page of their faces. Throws `PERSON_NOT_FOUND`. */
export async function getPerson(
	{ actor, eventId, personId }: PersonOf,
	{ limit, cursor }: z.infer<typeof eventPersonQuery>,
): Promise<EventPersonFaces> {
	const { event } = await authorizeOwner(actor, "event:read", eventId);
	const { faces: total, ...person } = await findPerson(event.id, personId);
	const rows = await repo.listFaces(event.id, person.id, { after: cursor, limit: limit + 1 });
	const page = rows.slice(0, limit);
	return {
		...person,
		faces: page.map((face) => ({
			...{ id: face.id, photo_id: face.mediaId },
			picture: toPicture(face),
		})),
		next_cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
		total,
	};
}

/** Runs a change while nobody else says who is who. Throws `PERSON_NOT_FOUND`. */
async function changing<T>(
	{ actor, eventId, personId }: PersonOf,
	change: (tx: Tx, person: { id: string; name: string | null; eventId: string }) => Promise<T>,
): Promise<T> {
	const { event } = await authorizeOwner(actor, "event:edit", eventId);
	if (!isUuid(personId)) throw personGone();
	return inTransaction(async (tx) => {
		if (!(await holdEventFaces(tx, event.id))) throw personGone();
		await repo.lockPeople(tx, event.id);
		const [person] = await repo.findPeople(tx, event.id, [personId]);
		if (!person) throw personGone();
		return change(tx, person);
	});
}

export async function renamePerson(
	place: PersonOf,
	{ name }: z.infer<typeof eventPersonPatch>,
): Promise<EventPerson> {
	const { id, eventId } = await changing(place, async (tx, person) => {
		await repo.rename(tx, person.id, name);
		return person;
	});
	return findPerson(eventId, id);
}

/**
 * Several are one and the same. Who has no name takes the first that one of the others has. Throws
 * `PERSON_NOT_FOUND` where one of them is not there.
 */
export async function mergePeople(
	place: PersonOf,
	{ from }: z.infer<typeof eventPersonMerge>,
): Promise<EventPerson> {
	const { id, eventId } = await changing(place, async (tx, person) => {
		if (from.includes(person.id)) throw withItself();
		const others = await repo.findPeople(tx, person.eventId, from);
		if (others.length < from.length) throw personGone();
		await repo.giveAllFaces(tx, from, person.id);
		const named = from.map((other) => others.find((row) => row.id === other)?.name);
		const name = person.name ?? named.find((given) => given) ?? null;
		await repo.rename(tx, person.id, name);
		await repo.deleteFaceless(tx, person.eventId);
		return person;
	});
	return findPerson(eventId, id);
}

/**
 * Some faces are not this person's: they are another's, or of somebody new. Answers with whose they
 * are now. Throws `FACE_NOT_FOUND`, `PERSON_NOT_FOUND`.
 */
export async function splitPerson(
	place: PersonOf,
	{ face_ids: faceIds, to }: z.infer<typeof eventPersonSplit>,
): Promise<EventPerson> {
	const target = to ?? newId();
	const eventId = await changing(place, async (tx, { id: from, eventId }) => {
		if (to === undefined) await repo.insertPeople(tx, eventId, [target]);
		else if ((await repo.findPeople(tx, eventId, [to])).length === 0) throw personGone();
		const given = await repo.giveFaces(tx, faceIds, { from, to: target });
		if (given < faceIds.length) throw facesGone(faceIds.length - given, faceIds.length);
		await repo.deleteFaceless(tx, eventId);
		return eventId;
	});
	return findPerson(eventId, target);
}

/** Forgets a person: all that tells their face is deleted. Their photos stay. */
export async function forgetPerson(place: PersonOf): Promise<void> {
	await changing(place, async (tx, { id, eventId }) => {
		await repo.deleteFacesOf(tx, id);
		await repo.deleteFaceless(tx, eventId);
		await nextVersion(tx, `event:${eventId}`, "removes");
		await audit(tx, place.actor, "person_deleted", id);
	});
}
