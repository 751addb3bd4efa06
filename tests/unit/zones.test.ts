import { describe, expect, it } from "vitest";
import { AppError } from "#lib/core/errors.ts";
import { currentAddress } from "#lib/http/old-addresses.ts";
import { assertId, faultText, nothingStored } from "#lib/zones/zones.policy.ts";
import { mediaFields, mediaQuery, zonePatch } from "#lib/zones/zones.schema.ts";

const MB = 1024 * 1024;
const failed = (fileName: string, code: "FILE_TOO_LARGE" | "VALIDATION_ERROR") => ({
	fileName,
	fault: new AppError(code, { message: "The file is empty" }),
});

describe("where nothing was stored", () => {
	it("one file's reason is the answer", () => {
		const error = nothingStored([failed("a", "FILE_TOO_LARGE")], 100 * MB);
		expect([error.code, error.message]).toEqual(["FILE_TOO_LARGE", "File exceeds 100MB limit"]);
	});
	it("it is for the size only where all were too large", () => {
		const large = failed("a", "FILE_TOO_LARGE");
		const empty = failed("b", "VALIDATION_ERROR");
		expect(nothingStored([large, large], MB).code).toBe("FILE_TOO_LARGE");
		expect(nothingStored([large, empty], MB).code).toBe("NO_FILE_STORED");
		expect(nothingStored([empty], MB).code).toBe("NO_FILE_STORED");
	});
	it("a few of many are named", () => {
		const many = Array.from({ length: 40 }, (_, n) => failed(`f${n}`, "VALIDATION_ERROR"));
		const { message } = nothingStored(many, MB);
		expect(message).toMatch(/^None of the 40 files could be stored\. f0: The file is empty; f1: /);
		expect(message).not.toContain("f5:");
	});
	it("the limit is the configured one", () => {
		expect(faultText(failed("a", "FILE_TOO_LARGE"), 7 * MB)).toBe("File exceeds 7MB limit");
	});
});

describe("fields of a form", () => {
	it("are trimmed, and nothing is null", () => {
		expect(mediaFields.parse({ title: " A ", tags: " x ,, y,x" })).toEqual({
			...{ title: "A", description: null, tags: ["x", "y"] },
		});
		expect(mediaFields.parse({ title: "  " })).toEqual({
			title: null,
			description: null,
			tags: [],
		});
	});
});

describe("a change", () => {
	it("has what was given and nothing else", () => {
		expect(zonePatch.parse({})).toEqual({});
		expect(zonePatch.parse({ tags: ["a", "a"] })).toEqual({ tags: ["a"] });
		expect(zonePatch.parse({ title: "", description: null })).toEqual({
			...{ title: null, description: null },
		});
	});
});

describe("a page", () => {
	it("is the first hundred where nothing is said", () => {
		expect(mediaQuery.parse({})).toEqual({ skip: 0, limit: 100 });
	});
	it("compares types as they are written by all", () => {
		expect(mediaQuery.parse({ file_type: "Image/JPEG" }).file_type).toBe("image/jpeg");
	});
});

describe("ids and addresses", () => {
	it("an id is a UUID", () => {
		expect(() => assertId("event_id", "x")).toThrow("Invalid event_id format");
		expect(() => assertId("media_id", "")).toThrow("Invalid media_id format");
		assertId("event_id", "550e8400-e29b-41d4-a716-446655440000");
	});
	it.each(["", "/", "?skip=1", "/grouped", "/zones/b/files/", "/x?y=z"])(
		"/events/a/media%s is an old address",
		(tail) => {
			expect(currentAddress(`/events/a/media${tail}`)).toBe(`/api/v1/events/a/media${tail}`);
		},
	);
	it.each([
		"/events/a",
		"/events/a/mediation",
		"/events",
		"/api/v1/events/a/media",
		"/events/a/b/media",
	])("%s is none", (path) => expect(currentAddress(path)).toBe(path));
});
