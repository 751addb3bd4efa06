/** The object store goes away while photos come in, and comes back: nothing is lost, and it is said. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "#tests/support/api.ts";
import { Outage, originalOf, photos, TIME } from "#tests/support/outage.ts";
import { startServer } from "#tests/support/server.ts";
import { filesOnDisk } from "#tests/support/storage.ts";
import { keysInBucket } from "#tests/support/swift.ts";

let at: Outage;
beforeEach(async () => {
	at = await Outage.prepare();
});
afterEach(() => at?.end());

describe("a store that stops in the middle of 50 uploads", () => {
	it(
		"loses none: all are readable at once, rendered, and in the store when it is back",
		TIME,
		async () => {
			// A store that is slow at first is not yet one that has stopped.
			const uploads = await at.uploadAll(await photos(50), async (acknowledged) => {
				const taken = acknowledged.some(({ reply }) => reply.storage_tier === "primary");
				if (acknowledged.length >= 20 && taken) await at.proxy.refuse();
			});
			expect(uploads).toHaveLength(50);
			const tiers = uploads.map(({ reply }) => reply.storage_tier);
			expect(new Set(tiers)).toEqual(new Set(["primary", "local"]));
			await at.readAll(uploads);
			const { status, body } = await at.health();
			expect([status, body.status, body.storage]).toEqual([200, "healthy", "degraded"]);
			expect(body.storage_reason).toMatch(/moved when it is back/);
			await at.allReady();
			await at.readAll(uploads);

			await at.proxy.mend();
			await at.allMoved(uploads);
			await at.readAll(uploads);
			const mended = await eventually(at.health, ({ body: said }) => said.storage === "up");
			expect(mended.body).not.toHaveProperty("storage_reason");
		},
	);
});

describe("a bucket that refuses us", () => {
	it("is no bucket to start with", async () => {
		const env = { ...at.server.env, S3_BUCKET: "nobody-made-this" } as Record<string, string>;
		await expect(startServer({ env })).rejects.toThrow(
			/The bucket nobody-made-this cannot be used \(NoSuchBucket\)/,
		);
	});
});

describe("a store that is away", () => {
	it("does not hide what is wrong with a file, nor keep what is refused", async () => {
		await at.proxy.refuse();
		const { status, body } = await at.owner.upload(at.eventId, Buffer.alloc(5000, "not a picture"));
		expect([status, body.error]).toEqual([400, "UNSUPPORTED_FORMAT"]);
		expect(await filesOnDisk(at.server.dataDir)).toEqual([]);
	});

	it("has what was deleted meanwhile removed when it is back", async () => {
		const uploads = await at.uploadAll(await photos(2));
		const [kept, gone] = uploads;
		await at.allReady();
		await at.allMoved(uploads);
		await at.proxy.refuse();
		const path = `/api/events/${at.eventId}/photos/${gone?.reply.id}`;
		expect((await at.owner.delete(path)).status).toBe(204);
		await at.proxy.mend();
		const left = await eventually(
			() => keysInBucket(at.bucket),
			(keys) => !keys.some((key) => key.includes(gone?.reply.id)),
		);
		expect(left).toContain(originalOf(kept?.reply.id));
	});

	it("is found again by processes that were killed with objects on their disk", async () => {
		await at.proxy.refuse();
		const uploads = await at.uploadAll(await photos(3));
		await at.server.killWeb();
		await at.server.killWorker();
		await at.proxy.mend();
		await Promise.all([at.server.startWeb(), at.server.startWorker()]);
		await at.allMoved(uploads);
		await at.allReady();
		await at.readAll(uploads);
	});
});
