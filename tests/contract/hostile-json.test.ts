/** Every endpoint that takes JSON, a query or ids in its address, with what nobody sends in good faith. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Declaration } from "#lib/http/route.ts";
import { readRoutes } from "#lib/reference/routes.ts";
import { Api } from "#tests/support/api.ts";
import { reference } from "#tests/support/reference.ts";
import { faultsOf, startServer, type TestServer } from "#tests/support/server.ts";

/** Another finds other faults; what is printed with one finds the same again. */
const SEED = 20261120;
const RUNS = { seed: SEED, numRuns: 30, endOnFailure: true };
const UNKNOWN = "019a0000-0000-7000-8000-000000000000";

let server: TestServer;
let owner: Api;
let eventId: string;
beforeAll(async () => {
	const limits = ["READS_PER_MINUTE", "WRITES_PER_MINUTE", "UPLOADS_PER_MINUTE"];
	const failures = ["FAILURES_PER_ACCOUNT", "FAILURES_PER_ADDRESS"];
	const env = [...limits, ...failures].map((name) => [`RATE_${name}`, "1000000"]);
	server = await startServer({ worker: false, env: Object.fromEntries(env) });
	owner = await new Api(server.url).photographer();
	eventId = await owner.createEvent({ access_code: "melati" });
});
afterAll(() => server?.stop());

const routes = [...(await readRoutes())].flatMap(([key, declared]) => {
	const [method = "", path = ""] = key.split(" ");
	return declared ? [{ key, method, path, declared }] : [];
});
type Asked = (typeof routes)[number];

const addressOf = (path: string) =>
	path.replace("{eventId}", eventId).replaceAll(/\{\w+\}/g, UNKNOWN);

const nested = (depth: number) => {
	let value: unknown = "";
	for (let n = 0; n < depth; n++) value = n % 2 ? [value] : { not: value };
	return value;
};

/** What a query builder, a template or an object literal may make too much of. */
const OPERATORS = [
	...[{ not: "" }, { contains: "" }, { in: [] }, { gt: "" }, { $ne: null }, { $gt: "" }],
	...[{ OR: [{}] }, { set: "x" }, { increment: 1 }, { toString: "x" }, { length: 1e9 }],
	...[JSON.parse('{"__proto__": {"role": "admin"}}'), { constructor: { prototype: {} } }],
];
const TEXTS = [
	...[
		"",
		" ",
		"\u0000",
		"a\u0000b",
		"\ud800",
		"\udfff\ud800",
		"\u202e\u2066",
		"\ufeff",
		"🏳️‍🌈".repeat(100),
	],
	...[
		"e\u0301".repeat(5000),
		"x".repeat(200_000),
		"' OR 1=1 --",
		"<%= 7*7 %>",
		"{{7*7}}",
		"../../etc/passwd",
	],
	...["null", "true", "NaN", "-1", "1e309", "9".repeat(400), "2026-02-30", "%00", "\r\nX-A: b"],
];
const NUMBERS = [0, -0, -1, 1.5, 1e308, -1e308, 5e-324, 2 ** 53, Number.MAX_SAFE_INTEGER];

const hostile = fc.oneof(
	fc.constantFrom(...OPERATORS),
	fc.constantFrom(...TEXTS),
	fc.constantFrom<unknown>(...NUMBERS, null, true, false, [], {}, [[]], [null]),
	fc.integer({ min: 50, max: 4000 }).map(nested),
	fc.integer({ min: 1000, max: 20_000 }).map((length) => Array.from({ length }, () => UNKNOWN)),
	fc.string({ unit: "binary", maxLength: 300 }),
	fc.jsonValue({ maxDepth: 4 }),
);

const exampleOf = ({ method, path }: Asked): Record<string, unknown> => {
	const operation = reference.document.paths[path]?.[method.toLowerCase()];
	return operation?.requestBody?.content["application/json"]?.example as Record<string, unknown>;
};

const namesOf = (schema: z.ZodType): string[] =>
	Object.keys(
		(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as { properties?: object })
			.properties ?? {},
	);

/** A body as documented but for one or more of its fields; or another altogether. */
function bodies(asked: Asked, schema: z.ZodType) {
	const names = namesOf(schema);
	const field = fc.constantFrom(...names, "__proto__", "id", "role", "constructor");
	const change = fc.dictionary(field, hostile, { minKeys: 1, maxKeys: 3 });
	const changed = change.map((fields) => ({ ...exampleOf(asked), ...fields }));
	return fc.oneof({ weight: 4, arbitrary: changed }, { weight: 1, arbitrary: hostile });
}

async function send(asked: Asked, path: string, body?: string | Uint8Array<ArrayBuffer>) {
	const response = await fetch(server.url + path, {
		method: asked.method,
		headers: {
			...owner.headers,
			...(body === undefined ? {} : { "content-type": "application/json" }),
		},
		...(body === undefined ? {} : { body }),
	});
	return { status: response.status, text: await response.text() };
}

const LEAKS =
	/prisma|postgres|node_modules|at \w+ \(|\.ts\b|SELECT |ZodError|fast-check|invalid input syntax/i;

/** Refused in words of ours; what fits the schema after all may be done. */
function assertCivil(answer: { status: number; text: string }, fits: boolean): void {
	expect(answer.status).toBeLessThan(500);
	if (!fits) expect(answer.status).toBeGreaterThanOrEqual(400);
	// What cannot be read as an address at all is refused without a word, before any route is found.
	if (answer.status < 400 || answer.text === "") return;
	const { error, detail, code } = JSON.parse(answer.text);
	expect([typeof (error ?? detail), typeof (code ?? error)]).toEqual(["string", "string"]);
	expect(`${error} ${detail} ${code}`).not.toMatch(LEAKS);
}

const withBody = routes.filter(({ declared }) => declared.body);
const withQuery = routes.filter(({ declared }) => declared.query);
const withIds = routes.filter(({ path }) => path.includes("{"));
const named = (list: readonly Asked[]) => list.map((asked) => [asked.key, asked] as const);

describe(`a body of JSON (seed ${SEED})`, () => {
	it("is what many endpoints take", () => expect(withBody.length).toBeGreaterThan(20));

	it.each(named(withBody))("%s", async (_, asked) => {
		const schema = asked.declared.body as z.ZodType;
		const attempt = fc.asyncProperty(bodies(asked, schema), async (body) => {
			const text = JSON.stringify(body);
			const fits = schema.safeParse(JSON.parse(text)).success;
			assertCivil(await send(asked, addressOf(asked.path), text), fits);
		});
		await fc.assert(attempt, RUNS);
	});

	const RAW: (string | Uint8Array<ArrayBuffer>)[] = [
		...["", "{", "}", "[]]", "undefined", "NaN", "{'a': 1}", '{"a": 1,}', '"\\ud800', "\ufeff{}"],
		...["[".repeat(100_000), '{"a":'.repeat(40_000), `{"a": "${"x".repeat(400_000)}"}`],
		...[new Uint8Array([0xff, 0xfe, 0x7b, 0x7d]), new Uint8Array([0x22, 0xc0, 0xaf, 0x22])],
	];
	it.each(named(withBody))("%s, where it is none", async (_, asked) => {
		for (const raw of RAW) assertCivil(await send(asked, addressOf(asked.path), raw), false);
	});
});

describe(`a query (seed ${SEED})`, () => {
	const text = fc.oneof(
		fc.constantFrom(...TEXTS.map((one) => one.slice(0, 2000)), '{"not":""}', "[]", "-0", "0x10"),
		fc.string({ unit: "binary", maxLength: 200 }),
	);
	const suffix = fc.constantFrom("", "", "", "[]", "[not]", "[$ne]", ".not", "[__proto__][x]");

	/** As the server gets it: of several with one name, the last. */
	const fitsQuery = ({ query }: Declaration, search: URLSearchParams) =>
		query?.safeParse(Object.fromEntries(search)).success ?? true;

	it.each(named(withQuery))("%s", async (_, asked) => {
		const name = fc.constantFrom(...namesOf(asked.declared.query as z.ZodType));
		const pair = fc.tuple(name, suffix, text);
		const attempt = fc.asyncProperty(
			fc.array(pair, { minLength: 1, maxLength: 4 }),
			async (pairs) => {
				const given = pairs.map(([one, more, value]) => [one + more, value.toWellFormed()]);
				const search = new URLSearchParams(given);
				const answer = await send(asked, `${addressOf(asked.path)}?${search}`);
				assertCivil(answer, asked.method !== "GET" || fitsQuery(asked.declared, search));
			},
		);
		await fc.assert(attempt, RUNS);
	});
});

describe("an id in an address", () => {
	const IDS = [
		...[
			"%00",
			"a%00b",
			"%7B%22not%22%3A%22%22%7D",
			"..%2f..%2fetc",
			"%F0%9F",
			"%252e%252e",
			"0",
			"null",
		],
		...[
			"x".repeat(3000),
			"%27%20OR%201%3D1",
			"%F0%9F%8C%B8",
			`${UNKNOWN}%0a`,
			UNKNOWN.replaceAll("-", ""),
		],
		...[
			`{${UNKNOWN}}`,
			`${UNKNOWN},${UNKNOWN}`,
			"__proto__",
			"constructor",
			"20260101_000000_0000",
		],
	];
	it.each(named(withIds))("%s", async (_, asked) => {
		const body = asked.declared.body ? JSON.stringify(exampleOf(asked)) : undefined;
		for (const id of IDS) {
			const address = asked.path.replaceAll(/\{\w+\}/g, id);
			assertCivil(await send(asked, address, body), false);
		}
	});
});

it("the server is the one that was started, and found no fault of its own", () => {
	expect([server.web().exitCode, server.web().signalCode]).toEqual([null, null]);
	expect(faultsOf(server)).toEqual([]);
});
