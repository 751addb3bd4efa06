/** How each endpoint is asked, with nothing wrong about the request: who asks decides alone. */
import { CONSENT_VERSION } from "#lib/people/people.values.ts";
import { aForm } from "#tests/support/api.ts";
import { selfie } from "#tests/support/faces.ts";
import { forge } from "#tests/support/forgeries.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aPortrait } from "#tests/support/portraits.ts";
import { somePages, TASK } from "#tests/support/sheets.ts";
import { aName } from "./standing.ts";
import type { ActorName } from "./table.ts";
import { CODE, PHOTOGRAPHER, type World } from "./world.ts";

export const SECRET = "signs-for-the-tests-of-who-may-do-what-0123456789";

export interface Asked {
	/** Instead of what the owner has. */
	ids?: Record<string, string>;
	query?: string;
	/** A form, bytes, or what is sent as JSON. */
	body?: unknown;
	/** Beside, or instead of, those of the caller. */
	headers?: Record<string, string>;
}

/** `granted` requests may use things up, and get some of their own for that. */
type Ask = (w: World, c: { actor: ActorName; granted: boolean }) => Promise<Asked>;

const always =
	(asked: Asked): Ask =>
	async () =>
		asked;

/** Deletes, and so on: of things made for it. */
const usingUp =
	(make: (w: World) => Promise<Record<string, string>>): Ask =>
	async (w, { granted }) =>
		granted ? { ids: await make(w) } : {};

const file = (field: string, bytes: Uint8Array, name = `${field}.jpg`) => ({ field, bytes, name });
const form = (files: Parameters<typeof aForm>[1], fields: Record<string, string> = {}) => ({
	body: aForm(fields, files),
});
const aText = () => file("files", Buffer.from(crypto.randomUUID()), "note.txt");

const people: Partial<Record<ActorName, { username: string; password: string }>> = {
	"photographer A, whose it is": PHOTOGRAPHER,
	"photographer B, of another domain": { username: "another", password: "a long password" },
	admin: { username: "admin", password: "admin123" },
};

/** A sign-in of its own, that may end. */
async function aSignIn(w: World, actor: ActorName) {
	const { body } = await w.anyone.post("/api/auth/login", people[actor] ?? PHOTOGRAPHER);
	return { access: body.access_token as string, refresh: body.refresh_token as string };
}

const accounts: Record<string, Ask> = {
	"POST /api/auth/login": always({ body: PHOTOGRAPHER }),
	"POST /api/auth/logout": async (w, { actor, granted }) =>
		granted && people[actor]
			? { headers: { authorization: `Bearer ${(await aSignIn(w, actor)).access}` } }
			: {},
	"POST /api/auth/refresh": async (w, { actor, granted }) => ({
		body: { refresh_token: granted ? (await aSignIn(w, actor)).refresh : w.spare.refresh },
	}),
	"POST /api/auth/register": async () => {
		const username = aName();
		return {
			body: { username, email: `${username}@example.com`, password: "a long password" },
		};
	},
	// Good but for that there is an administrator.
	"POST /api/auth/setup": async () => {
		const token = await forge({ secret: SECRET, purpose: "setup-link", claims: {} });
		return { body: { token, username: "boss", password: "a long password" } };
	},
	"POST /api/keys": always({ body: { name: "k", scopes: ["people:read"] } }),
	"DELETE /api/keys/{keyId}": usingUp(async ({ make }) => ({ keyId: await make.aKey() })),
};

/** In place of who asks: somebody who may lose their sign-ins. */
const byNewcomer =
	(asked: Asked): Ask =>
	async ({ make }, { granted }) => ({
		...asked,
		...(granted ? { headers: (await make.aNewcomer()).headers } : {}),
	});

const standingRequests: Record<string, Ask> = {
	"POST /api/auth/invite": async ({ make, spare }, { granted }) => {
		const token = granted ? (await make.anInvitation()).token : spare.invitation;
		return { body: { token, password: "a long password" } };
	},
	"PATCH /api/account": async () => ({ body: { email: `${aName()}@example.com` } }),
	"POST /api/account/password": byNewcomer({
		body: { current: "a long password", next: "another long password" },
	}),
	"DELETE /api/account/sessions": byNewcomer({}),
	"DELETE /api/account/sessions/{sessionId}": usingUp(async ({ make }) => ({
		sessionId: await make.aSession(),
	})),
	"POST /api/admin/users": async () => ({ body: { username: aName() } }),
	"PATCH /api/admin/users/{userId}": always({ body: { domain: "studio-2" } }),
	"POST /api/admin/jobs/{jobId}/retry": usingUp(async ({ make }) => ({
		jobId: await make.aFailedJob(),
	})),
	"POST /api/admin/jobs/retry": async ({ make }, { granted }) => {
		if (granted) await make.aFailedJob();
		return { body: { name: "media-render" } };
	},
	"POST /api/webhooks": always({ body: { url: "http://127.0.0.1:9/", events: ["photo.ready"] } }),
	"PATCH /api/webhooks/{webhookId}": always({ body: { enabled: true } }),
	"DELETE /api/webhooks/{webhookId}": usingUp(async ({ make }) => make.aWaitingDelivery()),
	"POST /api/webhooks/{webhookId}/deliveries/{deliveryId}/retry": usingUp(async ({ make }) =>
		make.aWaitingDelivery(),
	),
};

const newEvent = async ({ owner }: World) => ({ eventId: await owner.createEvent() });

const events: Record<string, Ask> = {
	"POST /api/events": always({ body: { name: "Another", date: "2026-05-09" } }),
	"PATCH /api/events/{eventId}": always({ body: { downloads: true } }),
	"DELETE /api/events/{eventId}": usingUp(newEvent),
	"POST /api/events/{eventId}/access": always({ body: { code: CODE } }),
	"GET /api/events/{eventId}/photos/layout": always({ query: "?width=1280" }),
	"POST /api/events/{eventId}/photos": async () =>
		form([file("file", await aPicture())], { albumName: "Tamu" }),
	"POST /api/events/{eventId}/photos/batch": async () =>
		form([file("file0", await aPicture())], { albumName: "Tamu" }),
	"DELETE /api/events/{eventId}/photos/{photoId}": usingUp(async ({ make }) => ({
		photoId: await make.aPhoto(),
	})),
	"POST /api/events/{eventId}/photos/approve": async ({ ids }) => ({
		body: { photo_ids: [ids.photoId] },
	}),
	"PATCH /api/events/{eventId}/favourites/mine": always({ body: { name: "Ayu" } }),
	"GET /api/events/{eventId}/favourites/export": always({ query: "?format=csv" }),
	"POST /api/events/{eventId}/downloads": always({ body: { all: true } }),
	"POST /api/events/{eventId}/downloads/totals": always({ body: { all: true } }),
	"POST /api/events/{eventId}/photos/missing": always({
		body: { album: "Official", sha256: ["ab".repeat(32)] },
	}),
};

const somebody = async ({ make }: World) => ({ personId: (await make.anEventPerson()).person });

const eventFaces: Record<string, Ask> = {
	"PATCH /api/events/{eventId}/faces": always({ body: { enabled: true, guest_search: true } }),
	"DELETE /api/events/{eventId}/faces": usingUp(newEvent),
	"POST /api/events/{eventId}/faces/searches": async () =>
		form([file("selfie", await selfie().jpeg().toBuffer())], { consent: CONSENT_VERSION }),
	"DELETE /api/events/{eventId}/faces/searches/{searchId}": usingUp(async ({ make }) => ({
		searchId: await make.aSearch(),
	})),
	"PATCH /api/events/{eventId}/people/{personId}": async ({ make }, { granted }) => ({
		body: { name: "Ayu" },
		...(granted ? { ids: { personId: (await make.anEventPerson()).person } } : {}),
	}),
	"DELETE /api/events/{eventId}/people/{personId}": usingUp(somebody),
	"POST /api/events/{eventId}/people/{personId}/merge": async ({ make, spare }, { granted }) => {
		if (!granted) return { body: { from: [spare.somebody.person] } };
		const [into, from] = [await make.anEventPerson(), await make.anEventPerson()];
		return { ids: { personId: into.person }, body: { from: [from.person] } };
	},
	"POST /api/events/{eventId}/people/{personId}/split": async ({ make, spare }, { granted }) => {
		const { person, face } = granted ? await make.anEventPerson() : spare.somebody;
		return { ids: { personId: person }, body: { face_ids: [face] } };
	},
};

const MEDIA = "/api/v1/events/{eventId}/media";

const zones: Record<string, Ask> = {
	[`POST ${MEDIA}`]: async () => form([aText()]),
	[`DELETE ${MEDIA}/{mediaId}`]: usingUp(async ({ make }) => ({
		mediaId: await make.aLooseFile(),
	})),
	[`PATCH ${MEDIA}/zones/{zoneId}`]: always({ body: { title: "At the table" } }),
	[`DELETE ${MEDIA}/zones/{zoneId}`]: usingUp(async ({ make }) => ({
		zoneId: (await make.media.aZone()).id,
	})),
	[`POST ${MEDIA}/zones/{zoneId}/files`]: async () => form([aText()]),
	"POST /api/events/{eventId}/zones": async ({ make, ids }, { granted }) => ({
		body: { media_ids: [granted ? await make.aLooseFile() : ids.mediaId], title: "Mine" },
	}),
	"PATCH /api/events/{eventId}/media": async ({ ids }) => ({
		body: { media_ids: [ids.photoId], add_tags: ["ceremony"] },
	}),
	"POST /api/events/{eventId}/media/move": async ({ make, ids }, { granted }) => ({
		body: {
			media_ids: [granted ? await make.aLooseFile() : ids.mediaId],
			zone_id: granted ? ids.zoneId : null,
		},
	}),
	"POST /api/events/{eventId}/media/remove": async ({ make, ids }, { granted }) => ({
		body: { media_ids: [granted ? await make.aLooseFile() : ids.mediaId] },
	}),
	"POST /api/events/{eventId}/media/restore": async ({ ids }) => ({
		body: { media_ids: [ids.mediaId] },
	}),
};

const aPage = async () => file("files", (await somePages(1))[0]?.bytes ?? Buffer.alloc(0));

const batches: Record<string, Ask> = {
	"POST /api/upload": async () => form([await aPage()]),
	"POST /api/batches/upload": async () => form([await aPage()], { task_id: TASK }),
	"DELETE /api/batches/{batchId}": usingUp(async ({ make }) => ({
		batchId: await make.aFailedBatch(),
	})),
	"POST /api/batches/{batchId}/retry": usingUp(async ({ make }) => ({
		batchId: await make.aFailedBatch(),
	})),
	"PATCH /api/batches/{batchId}/sheets/{sheetId}": always({ body: { card: true, code: "Meja 7" } }),
	"POST /api/batch-photos/recognize": async () => ({
		...form([file("photos[]", await aPicture({ width: 64, height: 64 }))]),
		query: "?async=1",
	}),
	"DELETE /api/batch-photos/logs/{batchId}": usingUp(async ({ make }) => ({
		batchId: await make.aRecognition(),
	})),
};

const domainPeople: Record<string, Ask> = {
	"POST /api/people": always({ body: { name: "Citra" } }),
	"PATCH /api/people/{personId}": always({ body: { name: "Ayu" } }),
	"DELETE /api/people/{personId}": usingUp(async ({ make }) => ({
		personId: await make.aPerson(),
	})),
	"POST /api/people/{personId}/merge": async ({ make, spare }, { granted }) => ({
		body: { from: [granted ? await make.aPerson() : spare.personId] },
	}),
	"POST /api/people/{personId}/photos": async () => form([file("file", await aPortrait("citra"))]),
	"DELETE /api/people/{personId}/photos/{sampleId}": usingUp(async ({ make, ids }) => ({
		sampleId: await make.aSample(ids.personId),
	})),
	"POST /api/people/{personId}/samples": async ({ ids }) => ({ body: { face_id: ids.faceId } }),
};

const TUS = { "tus-resumable": "1.0.0" };

const uploads: Record<string, Ask> = {
	"POST /api/uploads": always({ headers: { ...TUS, "upload-length": "5" } }),
	"HEAD /api/uploads/{uploadId}": always({ headers: TUS }),
	"PATCH /api/uploads/{uploadId}": async ({ make }, { granted }) => ({
		...(granted ? { ids: { uploadId: await make.anUpload() } } : {}),
		headers: { ...TUS, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
		body: Buffer.from("x"),
	}),
	"DELETE /api/uploads/{uploadId}": async ({ make }, { granted }) => ({
		...(granted ? { ids: { uploadId: await make.anUpload() } } : {}),
		headers: TUS,
	}),
};

/** What is not here is asked with nothing but its address. */
export const REQUESTS: Record<string, Ask> = {
	...{ ...accounts, ...standingRequests, ...events, ...eventFaces, ...zones },
	...{ ...batches, ...domainPeople, ...uploads },
};
