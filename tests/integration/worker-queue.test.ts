/** The real queue and the real decoders, with files that take a decoder down each time. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { createImagingPool, type ImagingPool } from "#lib/imaging/pool.ts";
import { TEST_MARKS } from "#lib/imaging/test-hooks.ts";
import { renderMedia } from "#lib/media/media.handlers.ts";
import { renderMedia as renderJob } from "#lib/media/media.jobs.ts";
import { uploadPhotos } from "#lib/media/media.service.ts";
import { DEMO_EVENT_ID } from "#lib/processes/demo.ts";
import { type Consumer, consume } from "#lib/queue/consumer.ts";
import { countWorkers } from "#lib/queue/queue.ts";
import { eventually } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aFormOf, openServices, type Services } from "#tests/support/services.ts";

let services: Services;
let pool: ImagingPool;
let consumer: Consumer;

beforeAll(async () => {
	services = await openServices();
	pool = createImagingPool({
		...{ concurrency: 2, memoryMb: 1024, timeoutMs: 30_000, imagesPerChild: 100 },
		...{ maxPixels: 120e6, maxPixelsAvif: 40e6, testHooks: true },
	});
	consumer = await consume([
		{
			job: renderJob,
			run: ({ mediaId }) =>
				renderMedia(mediaId, { pool, hold: async () => {}, settled: async () => {} }),
		},
	]);
});
afterAll(async () => {
	await consumer?.stop(5000);
	await pool?.close();
	await services?.close();
});

it("a file that kills its decoder fails after three attempts, and the queue goes on", async () => {
	expect(await countWorkers()).toBe(1);
	const crash = Buffer.from(TEST_MARKS.crash);
	const files = await Promise.all(
		Array.from({ length: 10 }, async (_, n) => {
			const picture = await aPicture();
			const bytes = n % 5 === 0 ? Buffer.concat([picture, crash]) : picture;
			return { field: `file${n}`, bytes };
		}),
	);
	const { results } = await uploadPhotos(services.photographer, DEMO_EVENT_ID, aFormOf(files));
	const ids = results.map((result) => (result.success ? result.data.id : ""));
	const read = () => db().media.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } });
	const rows = await eventually(read, (all) =>
		all.every(({ state }) => state === "ready" || state === "failed"),
	);
	const bad = rows.filter(({ id }) => id === ids[0] || id === ids[5]);
	for (const row of bad)
		expect(row).toMatchObject({ state: "failed", errorCode: "DECODER_CRASHED", attempts: 3 });
	const good = rows.filter((row) => !bad.includes(row));
	expect(good).toHaveLength(8);
	for (const row of good) expect(row).toMatchObject({ state: "ready", attempts: 1 });
});
