/** Batches of sheets in this process: sent, and worked on step by step where the worker would. */
import { regroup } from "#lib/batches/groups.handlers.ts";
import { hold, ingest, settled } from "#lib/batches/sheets.handlers.ts";
import { uploadSheets } from "#lib/batches/sheets.service.ts";
import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/db/client.ts";
import { createImagingPool, type ImagingPool } from "#lib/imaging/pool.ts";
import { renderMedia } from "#lib/media/media.handlers.ts";
import { aFormOf, openServices, type Services } from "./services.ts";
import type { ZipMember } from "./sheets.ts";
import { aZip } from "./zip-writer.ts";

const IMAGING = {
	...{ concurrency: 2, memoryMb: 1024, timeoutMs: 30_000, imagesPerChild: 100 },
	...{ maxPixels: 120e6, maxPixelsAvif: 40e6 },
};

export const batchOf = (id: string) => db().batch.findUniqueOrThrow({ where: { id } });

/** In their order, deleted ones too. */
export const sheetsOf = (batchId: string) =>
	db().media.findMany({ where: { batchId }, orderBy: { position: "asc" } });

/** The zones of an event that are there. */
export const zonesOf = (eventId: string) =>
	db().zone.findMany({
		where: { eventId, deletedAt: null },
		select: { id: true, title: true, media: { select: { position: true } } },
		orderBy: { id: "asc" },
	});

/** `env` has settings beside or instead of the usual ones. */
export async function openSheetWork(env: Record<string, string> = {}) {
	const services = await openServices(env);
	const pool = createImagingPool({ ...IMAGING, testHooks: false });
	/** Its decoders die of files that ask for it. */
	const mortal = createImagingPool({ ...IMAGING, testHooks: true });
	const render = (id: string, decoders: ImagingPool = pool) =>
		renderMedia(id, { pool: decoders, hold, settled }).catch(() => {});
	return {
		...{ actor: services.photographer, dataDir: services.dataDir, pool, mortal },
		anEvent: () => anEvent(services),
		/** An archive of these pages, or the pages themselves; answers with the batch's id. */
		send: (fields: Record<string, string>, pages: readonly ZipMember[], zipped = true) =>
			send(services, fields, pages, zipped),
		/** One run of the job; a failure is left to the next. */
		render,
		/** What the jobs do, one after the other. */
		work: async (batchId: string) => {
			if ((await batchOf(batchId)).strategy !== "images") await ingest(batchId);
			for (const { id, state } of await sheetsOf(batchId)) if (state === "stored") await render(id);
			await regroup(batchId);
		},
		close: async () => {
			await pool.close();
			await mortal.close();
			await services.close();
		},
	};
}
export type SheetWork = Awaited<ReturnType<typeof openSheetWork>>;

async function anEvent({ photographer }: Services): Promise<string> {
	const id = newId();
	const ownerId = photographer.user?.id ?? "";
	await db().event.create({ data: { id, ownerId, name: "A day", date: new Date("2026-05-09") } });
	return id;
}

async function send(
	{ photographer }: Services,
	fields: Record<string, string>,
	pages: readonly ZipMember[],
	zipped: boolean,
): Promise<string> {
	const files = zipped
		? [{ field: "file", fileName: "a.zip", bytes: aZip([...pages]) }]
		: pages.map(({ name, bytes }) => ({ field: "files", fileName: name, bytes }));
	return (await uploadSheets(photographer, aFormOf(files, fields))).batch_id;
}
