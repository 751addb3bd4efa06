/** Every endpoint that takes a form, with forms that are none and senders that break off. */
import { readdirSync, readlinkSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONSENT_VERSION } from "#lib/people/people.values.ts";
import { Api, eventually } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { EventMedia } from "#tests/support/event-media.ts";
import {
	breakOff,
	type GoodForm,
	MALFORMED,
	ODD,
	sendRaw,
	wholeForm,
} from "#tests/support/hostile-forms.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { reference } from "#tests/support/reference.ts";
import { faultsOf, startServer, type TestServer } from "#tests/support/server.ts";
import { TASK } from "#tests/support/sheets.ts";

const ABORTS = 100;
const AT_ONCE = 10;

/** The file's field, and what else the form has. */
const FORMS: Record<string, [field: string, fields: Record<string, string>]> = {
	"/api/events/{eventId}/photos": ["file", { albumName: "Official" }],
	"/api/events/{eventId}/photos/batch": ["file0", { albumName: "Official" }],
	"/api/events/{eventId}/faces/searches": ["selfie", { consent: CONSENT_VERSION }],
	"/api/v1/events/{eventId}/media": ["files", { title: "At the table" }],
	"/api/v1/events/{eventId}/media/zones/{zoneId}/files": ["files", {}],
	"/api/upload": ["files", {}],
	"/api/batches/upload": ["files", { task_id: TASK }],
	"/api/batch-photos/recognize": ["photos[]", {}],
	"/api/people/{personId}/photos": ["file", {}],
};
const paths = Object.keys(FORMS);

let server: TestServer;
let owner: Api;
let ids: Record<string, string>;
let picture: Buffer;
/** Of the web process, before anything hostile came. */
let pid: number;
let before: State;

const formOf = (path: string): GoodForm => {
	const [field, fields] = FORMS[path] ?? ["", {}];
	return { field, fields, bytes: picture };
};
const urlOf = (path: string) =>
	server.url + path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "");

interface State {
	/** Open files, and sockets and pipes. */
	files: string[];
	connections: number;
	/** Below the data folder, unfinished ones. */
	unfinished: string[];
	pending: number;
}

function descriptors(): string[] {
	const folder = `/proc/${server.web().pid}/fd`;
	return readdirSync(folder).flatMap((name) => {
		try {
			return [readlinkSync(`${folder}/${name}`)];
		} catch {
			// Closed since the folder was read.
			return [];
		}
	});
}

const UNFINISHED = /(^|\/)(scratch|tmp|uploads)\/./;

async function readState(): Promise<State> {
	const open = descriptors();
	const [row] = await queryDatabase<{ count: number }>(
		server.databaseUrl,
		"SELECT count(*)::int AS count FROM pending_objects",
	);
	const names = readdirSync(server.dataDir, { recursive: true, encoding: "utf8" });
	return {
		files: open.filter((target) => target.startsWith("/")).toSorted(),
		connections: open.filter((target) => target.startsWith("socket:")).length,
		unfinished: names.filter((name) => UNFINISHED.test(name)).toSorted(),
		pending: row?.count ?? 0,
	};
}

/** Nothing is being taken in, or worked on: what is under way at one moment only is no measure. */
const isAtRest = ({ files, unfinished, pending }: State) =>
	pending === 0 &&
	unfinished.length === 0 &&
	!files.some((path) => path.startsWith(server.dataDir));

/** Connections to the database come and go; what is more than before, and stays, was lost. */
const isBack = (now: State) =>
	now.connections <= before.connections &&
	JSON.stringify([now.files, now.unfinished, now.pending]) ===
		JSON.stringify([before.files, before.unfinished, before.pending]);

/** Answered as it should be, by each endpoint; what it opens once for all is open then. */
const sendGood = () =>
	Promise.all(
		paths.map((path) => sendRaw(urlOf(path), owner.headers, { body: wholeForm(formOf(path)) })),
	);

beforeAll(async () => {
	const rates = { RATE_UPLOADS_PER_MINUTE: "1000000", RATE_WRITES_PER_MINUTE: "1000000" };
	server = await startServer({ env: rates });
	owner = await new Api(server.url).photographer();
	const eventId = await owner.createEvent();
	await owner.patch(`/api/events/${eventId}/faces`, { enabled: true, guest_search: true });
	const person = await owner.post("/api/people", { name: "Ayu" });
	const zone = await new EventMedia(owner, eventId).aZone();
	ids = { eventId, zoneId: zone.id, personId: person.body.id };
	picture = await aPicture();
	for (let n = 0; n < 3; n++) await sendGood();
	pid = server.web().pid ?? 0;
	before = await eventually(readState, isAtRest);
});
afterAll(() => server?.stop());

it("every endpoint that takes a form is here", () => {
	const documented = Object.entries(reference.document.paths).flatMap(([path, methods]) =>
		Object.values(methods).some((one) => one.requestBody?.content["multipart/form-data"])
			? [path]
			: [],
	);
	expect(documented.filter((path) => path.startsWith("/api/")).toSorted()).toEqual(
		paths.toSorted(),
	);
});

describe("a form that is none", () => {
	it("comes in many ways", () => expect(Object.keys(MALFORMED).length).toBeGreaterThanOrEqual(25));

	it.each(paths)("is refused at %s", async (path) => {
		for (const [title, make] of Object.entries(MALFORMED)) {
			const answer = await sendRaw(urlOf(path), owner.headers, make(formOf(path)));
			expect(answer, title).not.toBeNull();
			expect(answer?.status, title).toBeGreaterThanOrEqual(400);
			expect(answer?.status, title).toBeLessThan(500);
			expect(answer?.text, title).not.toMatch(/busboy|node_modules|at \w+ \(|Unexpected end/);
		}
	});

	it.each(paths)("is no fault of ours where it is only odd, at %s", async (path) => {
		for (const [title, make] of Object.entries(ODD)) {
			const answer = await sendRaw(urlOf(path), owner.headers, make(formOf(path)));
			expect(answer?.status, title).toBeGreaterThanOrEqual(200);
			expect(answer?.status, title).toBeLessThan(500);
		}
	});
});

describe("a sender that breaks off", () => {
	/** How often, by the log. */
	const asked = (path: string) =>
		server.logs().split(`"path":"${new URL(urlOf(path)).pathname}","status"`).length;

	it.each(paths)(`${ABORTS} times, leaves nothing at %s`, async (path) => {
		const good = formOf(path);
		const { length } = wholeForm(good);
		const known = asked(path);
		for (let first = 0; first < ABORTS; first += AT_ONCE) {
			const shares = Array.from({ length: AT_ONCE }, (_, n) => (first + n + 1) / (ABORTS + 1));
			const broken = shares.map((share) =>
				breakOff(urlOf(path), owner.headers, good, Math.floor(length * share)),
			);
			await Promise.all(broken);
		}
		await eventually(
			async () => asked(path),
			(times) => times >= known + ABORTS,
		);
		await eventually(readState, isBack);
	});
});

it("the server is the one that was started, has nothing left over, and goes on", async () => {
	await eventually(readState, isBack);
	expect([server.web().pid, server.web().exitCode, server.web().signalCode]).toEqual([
		pid,
		null,
		null,
	]);
	expect(faultsOf(server)).toEqual([]);
	const statuses = (await sendGood()).map((answer) => answer?.status);
	// No face is on the picture; all else is taken.
	expect(statuses).toEqual([200, 200, 422, 200, 200, 201, 202, 200, 422]);
});
