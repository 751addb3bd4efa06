/** What the owner has: one of everything, made as the owner would make it. */
import { CONSENT_VERSION } from "#lib/people/people.values.ts";
import { Api, aForm, eventually, type Json } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { EventMedia } from "#tests/support/event-media.ts";
import * as faces from "#tests/support/faces.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aPortrait } from "#tests/support/portraits.ts";
import type { Receiver } from "#tests/support/receiver.ts";
import { doneLog, enrolled, photo, recognize } from "#tests/support/recognition.ts";
import type { TestServer } from "#tests/support/server.ts";
import {
	brokenPage,
	imagesOf,
	pagesShowing,
	sentAndDone,
	somePages,
	TASK,
} from "#tests/support/sheets.ts";
import { Tus } from "#tests/support/tus.ts";
import type { Actors } from "./actors.ts";
import { sessionOf, standing } from "./standing.ts";

export const CODE = "melati";
export const PHOTOGRAPHER = { username: "photographer", password: "photographer123" };

async function seenEvent(owner: Api, eventId: string): Promise<{ photoId: string; key: string }> {
	const { body } = await owner.upload(eventId, await faces.fourPeople());
	const shown = async () => (await owner.get(`/api/events/${eventId}/photos/${body.id}`)).body;
	const { url } = await eventually(shown, ({ status }) => status === "ready");
	await owner.patch(`/api/events/${eventId}/faces`, { enabled: true, guest_search: true });
	const people = async () => (await owner.get(`/api/events/${eventId}/people`)).body;
	await eventually(people, ({ total }) => total === 4);
	const address = new URL(url);
	return { photoId: body.id, key: address.pathname.slice("/files/".length) + address.search };
}

interface Planted {
	person: string;
	face: string;
}

/** Make things of the owner's that a request may use up. */
function makers(server: TestServer, owner: Api, eventId: string) {
	const media = new EventMedia(owner, eventId);
	return {
		media,
		aPhoto: async (): Promise<string> => (await owner.upload(eventId, await aPicture())).body.id,
		aLooseFile: async (): Promise<string> => {
			const bytes = Buffer.from(crypto.randomUUID());
			return (await media.upload([{ name: "loose.txt", bytes }])).body.id;
		},
		aSearch: async (): Promise<string> => {
			const id = crypto.randomUUID();
			const sql = `INSERT INTO face_searches (id, event_id, consent_version, media_ids)
				VALUES ($1, $2, $3, '{}')`;
			await queryDatabase(server.databaseUrl, sql, [id, eventId, CONSENT_VERSION]);
			return id;
		},
		aSharedList: async (): Promise<string> => {
			const pass = await new Api(server.url).post(`/api/events/${eventId}/access`, { code: CODE });
			const guest = new Api(server.url, { authorization: `Bearer ${pass.body.access_token}` });
			const shared = { name: "Ayu", shared: true };
			return (await guest.patch(`/api/events/${eventId}/favourites/mine`, shared)).body.list_id;
		},
		/** With one face, a copy of another's: at once, for who has none is swept away. */
		anEventPerson: async () => {
			const sql = `WITH person AS (
				INSERT INTO event_people (id, event_id, updated_at)
				VALUES (gen_random_uuid(), $1, now()) RETURNING id
			)
			INSERT INTO faces (id, event_person_id, media_id, event_id, x, y, width, height, score,
				quality, engine, embedding, version)
			SELECT gen_random_uuid(), person.id, media_id, event_id, x, y, width, height, score,
				quality, engine, embedding, version
			FROM faces, person WHERE event_id = $1 LIMIT 1
			RETURNING id AS face, event_person_id AS person`;
			const rows = await queryDatabase<Planted>(server.databaseUrl, sql, [eventId]);
			if (!rows[0]) throw new Error("There was no face to copy");
			return rows[0];
		},
		aFailedBatch: async (): Promise<string> => {
			const [good, bad] = await somePages(2);
			if (!good || !bad) throw new Error("Two pages were asked for");
			const pages = [good, { ...bad, bytes: await brokenPage() }];
			return (await sentAndDone(owner, { task_id: TASK }, imagesOf(pages))).batch_uuid;
		},
		aRecognition: async (): Promise<string> => {
			const photos = [photo("a.jpg", await aPicture({ width: 64, height: 64 }))];
			return (await recognize(owner, photos)).body.batch_id;
		},
		aPerson: async (): Promise<string> =>
			(await owner.post("/api/people", { name: "Somebody" })).body.id,
		aSample: async (personId: string): Promise<string> => {
			const file = { field: "file", name: "dewi.jpg", bytes: await aPortrait("dewi") };
			return (await owner.post(`/api/people/${personId}/photos`, aForm({}, [file]))).body.id;
		},
		aKey: async (): Promise<string> =>
			(await owner.post("/api/keys", { name: "k", scopes: ["people:read"] })).body.id,
		anUpload: async (): Promise<string> => {
			const path = await new Tus(server.url, owner.headers).create(5);
			return path.slice("/api/uploads/".length);
		},
	};
}

type Makers = ReturnType<typeof makers>;

async function inEvent(owner: Api, eventId: string, make: Makers) {
	const { photoId, key } = await seenEvent(owner, eventId);
	const zone = await make.media.aZone(2);
	const { body } = await owner.get(`/api/events/${eventId}/people`);
	const eventPersonId: string = body.people[0].id;
	const place = { eventId, photoId, key, zoneId: zone.id, mediaId: zone.files[0] ?? "" };
	const listId = await make.aSharedList();
	return { ...place, eventPersonId, listId, searchId: await make.aSearch() };
}

async function batches(owner: Api) {
	const sheets = await sentAndDone(
		owner,
		{ qr_mode: "split" },
		imagesOf(await pagesShowing(["A", null])),
	);
	const images = imagesOf(await somePages(1));
	const sent = await owner.post("/api/upload", aForm({}, images));
	const done = async () => (await owner.get(`/api/batch/${sent.body.batch_id}`)).body as Json;
	await eventually(done, ({ status }) => status === "completed");
	const sheetId: string = sheets.sheets[1].id;
	return { sheetBatchId: sheets.batch_uuid as string, sheetId, imageBatchId: sent.body.batch_id };
}

async function known(owner: Api) {
	const personId = await enrolled(owner, "Ayu", "ayu");
	const { body } = await owner.get(`/api/people/${personId}`);
	const sent = await recognize(owner, [photo("budi.jpg", await aPortrait("budi"))]);
	const log = await doneLog(owner, sent.body.batch_id);
	const faceId: string = log.entries[0].faces[0].id;
	return { personId, sampleId: body.samples[0].id as string, logId: log.batch_id, faceId };
}

export async function aWorld(
	server: TestServer,
	{ owner, admin }: Actors,
	{ eventId, receiver }: { eventId: string; receiver: Receiver },
) {
	const own = makers(server, owner, eventId);
	const make = { ...own, ...standing(server, { owner, admin }) };
	const event = await inEvent(owner, eventId, make);
	const others = { ...(await batches(owner)), ...(await known(owner)) };
	const invited = await make.anInvitation();
	const alone = {
		...{ keyId: await make.aKey(), uploadId: await make.anUpload() },
		...{ sessionId: sessionOf(owner), userId: invited.userId, jobId: await make.aFailedJob() },
		...(await make.aDelivered(receiver)),
	};
	const anyone = new Api(server.url);
	const { body } = await anyone.post("/api/auth/login", PHOTOGRAPHER);
	/** For requests that would use up more than what they name. */
	const spare = {
		...{ somebody: await make.anEventPerson(), personId: await make.aPerson() },
		...{ refresh: body.refresh_token as string, invitation: invited.token },
	};
	return { server, owner, anyone, make, spare, ids: { ...event, ...others, ...alone } };
}
export type World = Awaited<ReturnType<typeof aWorld>>;

/** What an endpoint's address is filled with, where nothing is to be used up. */
export function idsFor(endpoint: string, { ids }: World): Record<string, string> {
	if (endpoint.includes(" /api/batch/")) return { ...ids, batchId: ids.imageBatchId };
	if (endpoint.includes(" /api/batches/")) return { ...ids, batchId: ids.sheetBatchId };
	if (endpoint.includes(" /api/batch-photos/")) return { ...ids, batchId: ids.logId };
	if (endpoint.includes(" /api/events/")) return { ...ids, personId: ids.eventPersonId };
	return ids;
}
