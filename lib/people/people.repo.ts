import { db, type Tx } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { asWritten } from "#lib/db/like.ts";
import type { Place } from "./people.policy.ts";

const pictured = { media: { include: { renditions: true } } } as const;
/** All but the embedding, which is for searching alone. */
const sampled = { omit: { embedding: true }, include: pictured } as const;

export type SampleRow = Prisma.FaceSampleGetPayload<typeof sampled>;
export type PersonRow = Awaited<ReturnType<typeof listPeople>>[number];

const summarised = {
	_count: { select: { samples: true } },
	samples: { ...sampled, orderBy: [{ quality: "desc" }, { id: "asc" }], take: 1 },
} satisfies Prisma.PersonInclude;

const named = (domain: string, name: string | undefined): Prisma.PersonWhereInput => ({
	domain,
	...(name ? { name: { contains: asWritten(name), mode: "insensitive" } } : {}),
});

/** By name, those of one name by id; each with their best sample. */
export function listPeople(
	domain: string,
	page: { name: string | undefined; after: Place | undefined; limit: number },
) {
	const { name, after, limit } = page;
	const next = after && {
		OR: [{ name: { gt: after.name } }, { name: after.name, id: { gt: after.id } }],
	};
	return db().person.findMany({
		where: { AND: [named(domain, name), next ?? {}] },
		include: summarised,
		orderBy: [{ name: "asc" }, { id: "asc" }],
		take: limit,
	});
}

export function countPeople(domain: string, name: string | undefined): Promise<number> {
	return db().person.count({ where: named(domain, name) });
}

export function findPerson(domain: string, id: string): Promise<PersonRow | null> {
	return db().person.findFirst({ where: { domain, id }, include: summarised });
}

/** Newest first. */
export function listSamples(personId: string): Promise<SampleRow[]> {
	return db().faceSample.findMany({ where: { personId }, ...sampled, orderBy: { id: "desc" } });
}

export function findSample(id: string): Promise<SampleRow | null> {
	return db().faceSample.findUnique({ where: { id }, ...sampled });
}

export function insertPerson(
	person: Prisma.PersonUncheckedCreateInput & { id: string },
): Promise<unknown> {
	return db().person.create({ data: person });
}

export async function renamePerson(tx: Tx, id: string, name: string): Promise<void> {
	await tx.person.update({ where: { id }, data: { name } });
}

/** Locks those of a domain's people who are there, in one order everywhere. Returns their ids. */
export async function lockPeople(
	tx: Tx,
	domain: string,
	ids: readonly string[],
): Promise<string[]> {
	const rows = await tx.$queryRaw<{ id: string }[]>`
		SELECT id FROM people WHERE domain = ${domain} AND id = ANY(${[...ids]}::uuid[])
		ORDER BY id FOR UPDATE`;
	return rows.map(({ id }) => id);
}

/** Keeps people from being deleted until the transaction ends. Returns the ids of those who are there. */
export async function holdPeople(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
	const rows = await tx.$queryRaw<{ id: string }[]>`
		SELECT id FROM people WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR KEY SHARE`;
	return new Set(rows.map(({ id }) => id));
}

/** The recognitions whose logs name one of these people. */
export async function listNaming(tx: Tx, personIds: readonly string[]): Promise<string[]> {
	const rows = await tx.$queryRaw<{ batch_id: string }[]>`
		SELECT DISTINCT entry.batch_id FROM recognition_matches
		JOIN faces ON faces.id = face_id
		JOIN recognition_entries entry ON entry.media_id = faces.media_id
		WHERE person_id = ANY(${[...personIds]}::uuid[])`;
	return rows.map((row) => row.batch_id);
}

/** Deletes locked people with all that is known of them; returns the media of their samples. */
export async function deletePeople(tx: Tx, ids: readonly string[]): Promise<string[]> {
	const who = { in: [...ids] };
	const samples = await tx.faceSample.findMany({
		where: { personId: who },
		select: { mediaId: true },
	});
	await tx.person.deleteMany({ where: { id: who } });
	return samples.map(({ mediaId }) => mediaId);
}

/** Null where the person has no such sample (any more); else its media. */
export async function deleteSample(
	tx: Tx,
	personId: string,
	sampleId: string,
): Promise<string | null> {
	const [gone] = await tx.$queryRaw<{ media_id: string }[]>`
		DELETE FROM face_samples WHERE id = ${sampleId}::uuid AND person_id = ${personId}::uuid
		RETURNING media_id`;
	return gone?.media_id ?? null;
}

/** Makes what is known of locked people another's. Of a face that is like several, the best remains. */
export async function moveTo(tx: Tx, personId: string, from: readonly string[]): Promise<void> {
	const all = [personId, ...from];
	await tx.$executeRaw`
		DELETE FROM recognition_matches lesser USING recognition_matches better
		WHERE lesser.person_id = ANY(${all}::uuid[]) AND better.person_id = ANY(${all}::uuid[])
			AND lesser.face_id = better.face_id AND lesser.rank > better.rank`;
	const who = { personId: { in: [...from] } };
	await tx.recognitionMatch.updateMany({ where: who, data: { personId } });
	await tx.faceSample.updateMany({ where: who, data: { personId } });
}

export type NewSample = Prisma.FaceSampleUncheckedCreateInput & { id: string };

export async function insertSample(tx: Tx, sample: NewSample): Promise<void> {
	await tx.faceSample.create({ data: sample });
}

/** A face on a photo that somebody sent to be recognised, with that photo; null where it is not theirs. */
export function findOwnFace(id: string, ownerId: string) {
	return db().face.findFirst({
		where: { id, media: { ownerId, eventId: null, deletedAt: null, recognitions: { some: {} } } },
		include: { media: { select: { objectKey: true, fileName: true } } },
	});
}

/** Photos that were looked at for nobody: no sample, of no recognition, in no event. */
export async function findForsaken(before: Date, limit: number): Promise<string[]> {
	const nowhere = { eventId: null, batchId: null, recognitions: { none: {} } };
	const rows = await db().media.findMany({
		where: {
			...{ ...nowhere, samples: { none: {} }, faceState: { not: null } },
			...{ deletedAt: null, createdAt: { lt: before } },
		},
		select: { id: true },
		take: limit,
	});
	return rows.map(({ id }) => id);
}
