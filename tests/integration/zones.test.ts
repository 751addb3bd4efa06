/** Zones whose files another module deletes. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { deleteBatch } from "#lib/batches/sheets.service.ts";
import type { Actor } from "#lib/core/actor.ts";
import { newId } from "#lib/core/ids.ts";
import { db, inTransaction } from "#lib/db/client.ts";
import { receive, removeMedia, stage } from "#lib/media/media.service.ts";
import { DEMO_EVENT_ID } from "#lib/processes/demo.ts";
import { eventually } from "#tests/support/api.ts";
import { aText } from "#tests/support/event-media.ts";
import { aFormOf, openServices, type Services } from "#tests/support/services.ts";

let services: Services;
let admin: Actor;
beforeAll(async () => {
	services = await openServices();
	const user = await db().user.findUniqueOrThrow({ where: { username: "admin" } });
	admin = { ...services.photographer, user };
});
afterAll(() => services?.close());

const ownerId = () => services.photographer.user?.id ?? null;

/** A file of the demo event, in a zone and perhaps in a batch. */
async function add(zoneId: string, batchId?: string): Promise<string> {
	const { name, bytes } = aText();
	for await (const file of aFormOf([{ fileName: name, bytes }]).files()) {
		const place = { eventId: DEMO_EVENT_ID, zoneId };
		const target = { ownerId: ownerId(), place, hold: async () => {} };
		const staged = await stage(file, "any");
		const [received] = await receive({ ...target, ...(batchId ? { batchId } : {}) }, [staged]);
		return received?.media.id ?? "";
	}
	throw new Error("no file");
}

async function aZone(): Promise<string> {
	return (await db().zone.create({ data: { id: newId(), eventId: DEMO_EVENT_ID } })).id;
}

it("a file that is put into a zone while it is deleted takes that zone along", async () => {
	const [before, after] = [await aZone(), await aZone()];
	const id = await add(before);
	await add(before);
	const deletions = () => db().$queryRaw<unknown[]>`
		SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
	let deleted: Promise<number> | undefined;
	await inTransaction(async (tx) => {
		await tx.media.update({ where: { id }, data: { zoneId: after } });
		deleted = inTransaction((other) => removeMedia(other, { id }));
		await eventually(deletions, (waiting) => waiting.length > 0);
	});
	expect(await deleted).toBe(1);
	const left = await db().zone.findMany({
		where: { id: { in: [before, after] }, deletedAt: null },
		select: { id: true },
	});
	expect(left).toEqual([{ id: before }]);
});

it("a batch that is deleted takes the zones along that it leaves empty, and no other", async () => {
	const batchId = newId();
	const batch = { id: batchId, ownerId: ownerId(), total: 2, strategy: "images" as const };
	await db().batch.create({ data: batch });
	const [its, shared] = [await aZone(), await aZone()];
	await add(its, batchId);
	await add(shared, batchId);
	const other = await add(shared);
	await deleteBatch(admin, batchId);
	const zones = await db().zone.findMany({ where: { id: { in: [its, shared] } } });
	const isDeleted = (id: string) => zones.find((zone) => zone.id === id)?.deletedAt !== null;
	expect([isDeleted(its), isDeleted(shared)]).toEqual([true, false]);
	const left = await db().media.findMany({ where: { zoneId: { in: [its, shared] } } });
	expect(left.map(({ id }) => id)).toEqual([other]);
});
