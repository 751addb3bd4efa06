/** The people whom a domain knows: named, merged, deleted. How they are enrolled: `samples.service`. */
import { audit } from "#lib/audit/audit.service.ts";
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid, newId } from "#lib/core/ids.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { removeMedia } from "#lib/media/media.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { nextVersion } from "./face-scopes.repo.ts";
import { writeLog } from "./people.jobs.ts";
import { domainOf, fromCursor, toCursor } from "./people.policy.ts";
import * as repo from "./people.repo.ts";
import type { Person, PersonQuery } from "./people.schema.ts";
import { toPerson, toSample } from "./people.view.ts";

export { holdPeople } from "./people.repo.ts";

export const personGone = () =>
	new AppError("PERSON_NOT_FOUND", { message: "This person does not exist" });

/** By name. `cursor` is a page's `next_cursor`. */
export async function listPeople(actor: Actor, { limit, cursor, name }: PersonQuery) {
	const { domain } = domainOf(actor);
	const after = cursor === undefined ? undefined : fromCursor(cursor);
	const [rows, total] = await Promise.all([
		repo.listPeople(domain, { name, after, limit: limit + 1 }),
		repo.countPeople(domain, name),
	]);
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	const next_cursor = rows.length > limit && last ? toCursor(last) : null;
	return { people: page.map(toPerson), next_cursor, total };
}

/** Throws `PERSON_NOT_FOUND` for who is not there, and another domain's. */
export async function findRow(actor: Actor, id: string): Promise<repo.PersonRow> {
	const { domain } = domainOf(actor);
	const row = isUuid(id) ? await repo.findPerson(domain, id) : null;
	if (!row) throw personGone();
	return row;
}

export async function getPerson(actor: Actor, id: string) {
	const row = await findRow(actor, id);
	const samples = await repo.listSamples(row.id);
	return { ...toPerson(row), samples: samples.map(toSample) };
}

/** Names need not differ: two people may be called the same. */
export async function createPerson(actor: Actor, { name }: { name: string }): Promise<Person> {
	const { domain, userId: createdById } = domainOf(actor);
	const id = newId();
	await repo.insertPerson({ id, domain, name, createdById });
	return toPerson(await findRow(actor, id));
}

/** Locks people of a domain. Throws `PERSON_NOT_FOUND` where one of them is gone. */
export async function lockPeople(tx: Tx, domain: string, ids: readonly string[]): Promise<void> {
	if ((await repo.lockPeople(tx, domain, ids)).length < ids.length) throw personGone();
}

/** Has the logs written anew that name these people. Before the people are gone from them. */
async function rewriteLogs(tx: Tx, personIds: readonly string[]): Promise<void> {
	const batchIds = await repo.listNaming(tx, personIds);
	const payloads = batchIds.map((batchId) => ({ batchId }));
	await enqueue(tx, writeLog, payloads);
}

export async function renamePerson(actor: Actor, id: string, { name }: { name: string }) {
	const row = await findRow(actor, id);
	await inTransaction(async (tx) => {
		await lockPeople(tx, row.domain, [row.id]);
		await repo.renamePerson(tx, row.id, name);
		await rewriteLogs(tx, [row.id]);
	});
	return toPerson({ ...row, name });
}

/** Their samples and pictures go with them, and the recognitions' logs call them Unknown. */
export async function deletePerson(actor: Actor, id: string): Promise<void> {
	const { domain } = await findRow(actor, id);
	await inTransaction(async (tx) => {
		await lockPeople(tx, domain, [id]);
		await rewriteLogs(tx, [id]);
		const mediaIds = await repo.deletePeople(tx, [id]);
		await removeMedia(tx, { id: { in: mediaIds } });
		await nextVersion(tx, `domain:${domain}`, "removes");
		await audit(tx, actor, "person_deleted", id);
	});
}

/** Makes several people one: what is known of the others is theirs. Throws `PERSON_NOT_FOUND`. */
export async function mergePeople(actor: Actor, id: string, { from }: { from: string[] }) {
	const { domain } = await findRow(actor, id);
	const others = [...new Set(from)].filter((other) => other !== id);
	await inTransaction(async (tx) => {
		await lockPeople(tx, domain, [id, ...others]);
		await rewriteLogs(tx, [id, ...others]);
		await repo.moveTo(tx, id, others);
		await repo.deletePeople(tx, others);
		await nextVersion(tx, `domain:${domain}`, "removes");
	});
	return toPerson(await findRow(actor, id));
}
