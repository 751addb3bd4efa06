import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { readRoutes } from "#lib/reference/routes.ts";
import { makeReference } from "#lib/reference/snapshot.ts";
import { reference } from "#tests/support/reference.ts";

const { document } = reference;

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe("the reference", () => {
	it("is as the routes are: else `npm run openapi` writes it anew", async () => {
		expect(JSON.parse(await makeReference())).toEqual(document);
	}, 60_000);

	it("has every route", async () => {
		const routes = [...(await readRoutes()).keys()];
		expect(routes.length).toBeGreaterThan(40);
		const missing = routes.filter((key) => {
			const [method = "", path = ""] = key.split(" ");
			return !document.paths[path]?.[method.toLowerCase()];
		});
		expect(missing, "lib/reference/texts says nothing of these").toEqual([]);
	}, 60_000);

	it("keeps to OpenAPI 3.1", async () => {
		const validator = new Validator();
		const result = await validator.validate({ ...structuredClone(document) });
		expect(result.errors).toBeUndefined();
		expect(result.valid).toBe(true);
		expect(validator.version).toBe("3.1");
	});

	it("is refused by the validator where it is wrong", async () => {
		const wrong = { ...document, paths: { "/a": { get: { responses: { 200: {} } } } } };
		expect((await new Validator().validate(wrong)).valid).toBe(false);
	});

	it("names every operation once", () => {
		const names = operations.map(({ operation }) => operation.operationId);
		expect(names).toEqual([...new Set(names)]);
	});

	it("names every family once", () => {
		const names = document.tags.map(({ name }) => name);
		expect(names).toEqual([...new Set(names)]);
	});

	it("leads somewhere with every reference", () => {
		const references = JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g);
		const missing = [...references].filter(([, at = ""]) => {
			const keys = at.split("/").slice(1);
			// biome-ignore lint/suspicious/noExplicitAny: whatever is there
			return keys.reduce((value: any, key) => value?.[key], document) === undefined;
		});
		expect(missing.map(([, at]) => at)).toEqual([]);
	});
});

describe("the examples", () => {
	const examples = operations.flatMap(({ path, method, operation }) => {
		const place = ["paths", path, method];
		const json = Object.entries(operation.responses).map(([status, { content }]) => ({
			place: [...place, "responses", status, "content", "application/json"],
			media: content?.["application/json"],
		}));
		const sent = {
			place: [...place, "requestBody", "content", "application/json"],
			media: operation.requestBody?.content["application/json"],
		};
		return [...json, sent].filter(({ media }) => media !== undefined);
	});
	const errors = Object.entries(document.components.responses).map(([name, { content }]) => ({
		place: ["components", "responses", name, "content", "application/json"],
		media: content?.["application/json"],
	}));

	it("are there for every JSON body, and as their schemas say", () => {
		expect(examples.length).toBeGreaterThan(60);
		const faults = [...examples, ...errors]
			.map(({ place, media }) => ({
				place,
				fault: reference.faultOf(media?.example, ...place, "schema"),
			}))
			.filter(({ fault }) => fault !== null);
		expect(faults).toEqual([]);
	});
});

describe("an answer", () => {
	const json = "application/json";
	const id = "16073628-2359-4df7-a505-f8a2a6139cf3";
	const events = { events: [{ id, name: "testing", date: "2024-12-25" }] };
	const gone = { error: "EVENT_NOT_FOUND", message: "This event does not exist", details: null };
	const refused = { detail: "Invalid event_id format", code: "VALIDATION_ERROR" };

	it.each([
		["GET", "/api/events?limit=1", 200, json, events],
		["GET", "/api/events/", 200, json, events],
		["GET", `/api/events/${id}`, 404, json, gone],
		["DELETE", `/api/events/${id}`, 204, "", ""],
		["GET", "/events/none/media", 400, json, refused],
		["GET", "/no/such/page", 418, "text/html", "<p>"],
	])("to %s %s with %i may be as documented", (method, url, status, type, body) => {
		expect(() => reference.assert(method, url, { status, type, body })).not.toThrow();
	});

	it.each([
		["a status that nobody knows", "/api/events", 418, json, {}, /418.*it knows only 200/],
		["a field too many", "/api/events", 200, json, { ...events, more: 1 }, /additional properties/],
		["a field too few", "/api/events", 200, json, {}, /required property 'events'/],
		[
			"an unknown code",
			`/api/events/${id}`,
			404,
			json,
			{ ...gone, error: "GONE" },
			/allowed values/,
		],
		["another family's error", `/api/events/${id}`, 404, json, refused, /required property/],
		["another type", "/api/events", 200, "text/html", "<p>", /not text\/html/],
	])("with %s is refused", (_, url, status, type, body, why) => {
		expect(() => reference.assert("GET", url, { status, type, body })).toThrow(why);
	});

	it("is held against the nearest address", () => {
		expect(reference.find("GET", "/api/batches/stats")?.path).toBe("/api/batches/stats");
		expect(reference.find("GET", `/api/events/${id}/photos/similar`)?.path).toBe(
			"/api/events/{eventId}/photos/similar",
		);
		expect(reference.find("PUT", "/api/events")).toBeNull();
	});
});
