/** Photos that came while the object store was away: what their rows say, and what becomes of them. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import {
	deletePhoto,
	findStaged,
	markMoved,
	receive,
	stage,
	uploadPhoto,
} from "#lib/media/media.service.ts";
import { DEMO_EVENT_ID } from "#lib/processes/demo.ts";
import { moveAll } from "#lib/storage/mover.ts";
import { objectStore, tieredStore } from "#lib/storage/store.ts";
import { restoreFiles } from "#lib/zones/zone-files.service.ts";
import { eventually } from "#tests/support/api.ts";
import type { FaultProxy } from "#tests/support/fault-proxy.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aFormOf, openServices, type Services } from "#tests/support/services.ts";
import { filesOnDisk } from "#tests/support/storage.ts";
import { keysInBucket, makeBucketBehindProxy, s3Environment } from "#tests/support/swift.ts";

let proxy: FaultProxy;
let bucket: string;
let services: Services;
beforeAll(async () => {
	const { settings, ...way } = await makeBucketBehindProxy();
	proxy = way.proxy;
	bucket = settings.bucket;
	services = await openServices(s3Environment({ ...settings, timeoutMs: 3000 }));
});
afterAll(async () => {
	await services?.close();
	await proxy?.stop();
});

const tierOf = async (id: string) =>
	(await db().media.findUniqueOrThrow({ where: { id } })).storageTier;
const keysOf = async (id: string) => (await keysInBucket(bucket)).filter((key) => key.includes(id));

async function upload() {
	const form = aFormOf([{ bytes: await aPicture() }]);
	return uploadPhoto(services.photographer, DEMO_EVENT_ID, form);
}

/** Moves until something was moved: the store may not be known to be back yet. */
function move(): Promise<number> {
	const store = tieredStore();
	if (!store) throw new Error("there is no second tier");
	return eventually(
		() => moveAll(store, { findStaged, moved: markMoved }),
		(count) => count > 0,
	);
}

it("says where the original is, before and after it moved", async () => {
	const before = await upload();
	expect(before.storage_tier).toBe("primary");
	await proxy.refuse();
	const { id, storage_tier } = await upload();
	expect(storage_tier).toBe("local");
	await proxy.mend();
	expect(await move()).toBe(1);
	expect(await tierOf(id)).toBe("primary");
	expect(await keysOf(id)).toHaveLength(1);
	expect(await filesOnDisk(services.dataDir)).toEqual([]);
});

it("leaves an upload that is not committed where its row will say it is", async () => {
	await proxy.refuse();
	const bytes = await aPicture();
	const chunks = (async function* () {
		yield bytes;
	})();
	const file = { field: "file", fileName: "photo.jpg", chunks };
	const staged = await stage(file, new Set(["image/jpeg"]));
	const other = await upload();
	await proxy.mend();
	await move();
	expect(await tierOf(other.id)).toBe("primary");
	expect(await keysOf(staged.mediaId)).toEqual([]);
	await receive({ ownerId: null, hold: async () => {} }, [staged]);
	expect(await tierOf(staged.mediaId)).toBe("local");
	await move();
	expect(await tierOf(staged.mediaId)).toBe("primary");
});

/** One that came while the store was away. */
async function uploadApart(): Promise<string> {
	await proxy.refuse();
	const { id } = await upload();
	await proxy.mend();
	return id;
}
const removalsOf = (id: string) =>
	db().$queryRaw<unknown[]>`
		SELECT 1 FROM pgboss.job WHERE name = 'media-remove-objects' AND data->'mediaIds' ? ${id}`;

it("leaves a photo that was deleted to be brought back, while there is time for that", async () => {
	const id = await uploadApart();
	await deletePhoto(services.photographer, DEMO_EVENT_ID, id);
	await move();
	expect(await removalsOf(id)).toHaveLength(1);
	expect(await tierOf(id)).toBe("primary");
	const asked = { media_ids: [id] };
	const { restored } = await restoreFiles(services.photographer, DEMO_EVENT_ID, asked);
	expect(restored).toEqual([id]);
	expect(await keysOf(id)).toHaveLength(1);
});

it("has a photo removed whose removal ran where its bytes were not", async () => {
	const id = await uploadApart();
	await deletePhoto(services.photographer, DEMO_EVENT_ID, id);
	const { purge, removeObjects } = await import("#lib/media/media.handlers.ts");
	await purge([id]);
	expect(await removalsOf(id)).toHaveLength(1);
	await move();
	expect(await removalsOf(id)).toHaveLength(2);
	await removeObjects([id]);
	expect(await keysOf(id)).toEqual([]);
	expect(await objectStore().head(`media/${id.slice(-2)}/${id}/original`)).toBeNull();
});
