/** Every endpoint, asked by everybody, against the table in who-may/table.ts. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCOPES } from "#lib/core/actor.ts";
import { readRoutes } from "#lib/reference/routes.ts";
import { eventually } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { type Receiver, startReceiver } from "#tests/support/receiver.ts";
import { reference } from "#tests/support/reference.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { type Actors, gather, guestOf } from "./who-may/actors.ts";
import { REQUESTS, SECRET } from "./who-may/requests.ts";
import { ACTORS, type ActorName, ROWS, type Row } from "./who-may/table.ts";
import { aWorld, CODE, idsFor, type World } from "./who-may/world.ts";

const PLENTY = { READS: "100000", WRITES: "100000", UPLOADS: "100000" };
const rates = Object.entries(PLENTY).map(([name, most]) => [`RATE_${name}_PER_MINUTE`, most]);

let server: TestServer;
let receiver: Receiver;
let actors: Actors;
let world: World;

/** What each endpoint answered, by the actor. */
const answers = new Map(ROWS.map(({ endpoint }) => [endpoint, new Map<ActorName, number>()]));
/** Of every table, before and after all that was to be refused. */
const contents: Record<string, string>[] = [];

async function ask(row: Row, actor: ActorName, granted: boolean): Promise<number> {
	const { endpoint, scope } = row;
	const asked = (await REQUESTS[endpoint]?.(world, { actor, granted })) ?? {};
	const ids: Record<string, string> = { ...idsFor(endpoint, world), ...asked.ids };
	const [method = "", template = ""] = endpoint.split(" ");
	const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
		if (!ids[name]) throw new Error(`Nobody has made a ${name} for ${endpoint}`);
		return ids[name];
	});
	const { body } = asked;
	const isJson = body !== undefined && !(body instanceof FormData) && !(body instanceof Buffer);
	const response = await fetch(server.url + path + (asked.query ?? ""), {
		method,
		headers: {
			...actors.as(actor, scope).headers,
			...(isJson ? { "content-type": "application/json" } : {}),
			...asked.headers,
		},
		body: isJson ? JSON.stringify(body) : ((body as BodyInit | undefined) ?? null),
	});
	await response.arrayBuffer();
	return response.status;
}

/** All actors at once, each asking one thing after the other. */
async function askAll(granted: boolean): Promise<void> {
	const asking = ACTORS.map(async (actor, column) => {
		for (const row of ROWS)
			if ((row.expected[column] ?? 0) < 400 === granted)
				answers.get(row.endpoint)?.set(actor, await ask(row, actor, granted));
	});
	await Promise.all(asking);
}

/** What of a table counts, where a job may write the same in fewer rows. */
const COUNTED: Record<string, string> = {
	usage_changes: "(SELECT user_id, sum(bytes), sum(files) FROM usage_changes GROUP BY user_id)",
};

/** A sum of each table, but for those that only count: requests, uses of keys, jobs that are done. */
async function readContents(): Promise<Record<string, string>> {
	const tables = await queryDatabase<{ name: string }>(
		server.databaseUrl,
		`SELECT table_name AS name FROM information_schema.tables
		WHERE table_schema = 'public' AND table_name NOT IN ('rate_limits', 'api_keys', 'job_figures')`,
	);
	const sums: Record<string, string> = {};
	for (const { name } of tables) {
		const rows = COUNTED[name] ?? `"${name}"`;
		const sum = `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM ${rows} t`;
		sums[name] = String((await queryDatabase(server.databaseUrl, sum))[0]?.sum);
	}
	return sums;
}

/** Jobs that could write something still; those of later, and those that were given up, are left alone. */
const underWay = () =>
	queryDatabase(
		server.databaseUrl,
		`SELECT 1 FROM pgboss.job WHERE state = 'active'
			OR (state IN ('created', 'retry') AND start_after <= now())`,
	);

beforeAll(async () => {
	const env = { REGISTRATION: "1", ANONYMOUS_UPLOADS: "0", AUTH_SECRET: SECRET };
	const operating = { WEBHOOK_ALLOW_PRIVATE: "1", METRICS_TOKEN: "for-prometheus-alone" };
	receiver = await startReceiver();
	server = await startServer({ env: { ...env, ...operating, ...Object.fromEntries(rates) } });
	let eventId = "";
	actors = await gather(server, SECRET, async (anyone, owner) => {
		const settings = { access_code: CODE, guest_uploads: "code" };
		const events = [await owner.createEvent(settings), await owner.createEvent(settings)];
		eventId = events[0] ?? "";
		const [here, elsewhere] = await Promise.all(events.map((id) => guestOf(anyone, id, CODE)));
		if (!here || !elsewhere) throw new Error("There are two guests");
		return { here, elsewhere };
	});
	world = await aWorld(server, actors, { eventId, receiver });
	await eventually(underWay, (jobs) => jobs.length === 0);
	contents.push(await readContents());
	await askAll(false);
	contents.push(await readContents());
	await askAll(true);
});
afterAll(async () => {
	await server?.stop();
	receiver?.close();
});

describe("the table", () => {
	it("has a row for every endpoint, once, and for nothing else", async () => {
		const documented = Object.entries(reference.document.paths).flatMap(([path, methods]) =>
			Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
		);
		// Those without /api are other addresses of the same.
		const besideRoutes = documented.filter((key) => / \/(api|files)\//.test(key));
		const endpoints = new Set([...(await readRoutes()).keys(), ...besideRoutes, "GET /metrics"]);
		expect(ROWS.map(({ endpoint }) => endpoint).toSorted()).toEqual([...endpoints].toSorted());
	});

	it("names scopes that there are, and asks for nothing that it does not have", () => {
		const scopes = new Set<string>([...SCOPES, "-"]);
		expect(ROWS.filter(({ scope }) => !scopes.has(scope))).toEqual([]);
		const endpoints = new Set(ROWS.map(({ endpoint }) => endpoint));
		expect(Object.keys(REQUESTS).filter((endpoint) => !endpoints.has(endpoint))).toEqual([]);
	});
});

describe("who may", () => {
	it.each(ROWS.map((row) => [row.endpoint, row] as const))("%s", (endpoint, { expected }) => {
		const given = answers.get(endpoint);
		const named = (statuses: readonly (number | undefined)[]) =>
			Object.fromEntries(ACTORS.map((actor, column) => [actor, statuses[column]]));
		expect(named(ACTORS.map((actor) => given?.get(actor)))).toEqual(named(expected));
	});
});

it("what is refused has changed nothing", () => {
	const [before = {}, after] = contents;
	expect(Object.keys(before).length).toBeGreaterThan(20);
	expect(after).toEqual(before);
});
