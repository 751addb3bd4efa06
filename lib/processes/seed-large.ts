/**
 * `npm run seed:large`: an event with ten thousand photos, for whoever wants to see how a large gallery
 * feels. They are in the store and in the database as uploads would be; what is there already stays.
 */
import { randomUUID } from "node:crypto";
import { link } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ConfigError, readConfig, reloadConfig } from "#lib/config/config.ts";
import { db, inTransaction } from "#lib/db/client.ts";
import { originalKey, renditionKey } from "#lib/storage/object-keys.ts";
import { withScratch } from "#lib/storage/scratch.ts";
import { objectStore } from "#lib/storage/store.ts";
import { makePictures, type SeedPicture } from "./seed-pictures.ts";
import { chance, mediaRow, renditionRows, seedId } from "./seed-rows.ts";
import { closeAll, runTool } from "./tool.ts";
import { openDatabase } from "./tool-database.ts";

export const LARGE_EVENT_ID = "01939000-0000-7000-8000-000000010000";
const MOST = 100_000;
const AT_ONCE = 100;

interface Owned {
	eventId: string;
	ownerId: string;
}

function readPhotos(): number {
	const { values } = parseArgs({ options: { photos: { type: "string", default: "10000" } } });
	const photos = Number(values.photos);
	if (!Number.isInteger(photos) || photos < 1 || photos > MOST)
		throw new ConfigError(`--photos is a number from 1 to ${MOST}, for example --photos 2000`);
	return photos;
}

/** Owned by the demo's photographer, else by whoever came first. */
async function makeEvent(): Promise<Owned> {
	const owner =
		(await db().user.findUnique({ where: { username: "photographer" } })) ??
		(await db().user.findFirst({ orderBy: { createdAt: "asc" } }));
	if (!owner)
		throw new ConfigError("Nobody could own the event: start Potret and set it up first.");
	const event = await db().event.upsert({
		where: { id: LARGE_EVENT_ID },
		update: {},
		create: {
			id: LARGE_EVENT_ID,
			ownerId: owner.id,
			name: "A very large wedding",
			date: new Date("2026-11-14"),
		},
	});
	return { eventId: event.id, ownerId: event.ownerId };
}

/** Brings the files of one photo into the store. */
async function store(place: number, picture: SeedPicture, folder: string) {
	const id = seedId(place);
	const body = [picture.original, Buffer.from(id)];
	const original = await objectStore().put(
		originalKey(id),
		(async function* () {
			yield* body;
		})(),
	);
	const files = picture.rendered.renditions.map(async ({ name, contentType, path }) => {
		const copy = join(folder, randomUUID());
		await link(path, copy);
		return { key: renditionKey(id, name, contentType), path: copy };
	});
	await objectStore().adopt(await Promise.all(files));
	return original;
}

async function addPhotos(owned: Owned, places: number[], pictures: SeedPicture[], folder: string) {
	const made = await Promise.all(
		places.map(async (place) => {
			const picture = pictures[chance(`picture ${place}`, pictures.length)] as SeedPicture;
			const original = await store(place, picture, folder);
			return { ...owned, place, rendered: picture.rendered, original };
		}),
	);
	// Bytes before rows: whoever is stopped here begins with the same names again.
	await inTransaction(async (tx) => {
		await tx.media.createMany({ data: made.map(mediaRow) });
		await tx.rendition.createMany({
			data: made.flatMap(({ place, rendered }) => renditionRows(seedId(place), rendered)),
		});
	});
}

/** Adds what is missing. Returns how many that were. */
async function seed(photos: number, signal: AbortSignal): Promise<number> {
	const owned = await makeEvent();
	const there = await db().media.findMany({
		where: { eventId: owned.eventId },
		select: { id: true },
	});
	const known = new Set(there.map(({ id }) => id));
	const missing = Array.from({ length: photos }, (_, place) => place).filter(
		(place) => !known.has(seedId(place)),
	);
	if (missing.length === 0) return 0;
	return withScratch(async (folder) => {
		const pictures = await makePictures(folder);
		for (let at = 0; at < missing.length; at += AT_ONCE) {
			signal.throwIfAborted();
			await addPhotos(owned, missing.slice(at, at + AT_ONCE), pictures, folder);
		}
		return missing.length;
	});
}

async function main(signal: AbortSignal): Promise<number> {
	const photos = readPhotos();
	const database = await openDatabase(readConfig(process.env));
	Object.assign(process.env, { DATABASE_URL: database.url, LOG_LEVEL: "warn" });
	reloadConfig();
	try {
		const began = performance.now();
		const added = await seed(photos, signal);
		const seconds = ((performance.now() - began) / 1000).toFixed(1);
		console.log(
			`${added} of ${photos} photos were added, in ${seconds} s: /event/${LARGE_EVENT_ID}`,
		);
		return 0;
	} finally {
		await closeAll();
		await database.close();
	}
}

await runTool({
	name: "seed-large",
	main,
	explain: (error) =>
		error instanceof ConfigError ? error.message : `It failed: ${String(error)}`,
});
