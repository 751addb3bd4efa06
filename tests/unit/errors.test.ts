import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError, type ErrorCode, isAppError } from "#lib/core/errors.ts";
import { errorResponse, STATUS, toAppError } from "#lib/http/errors.ts";

const FAMILIES = ["photos", "platform"] as const;
const CODES = Object.keys(STATUS) as ErrorCode[];

describe("an error's answer", () => {
	for (const family of FAMILIES)
		for (const code of CODES)
			it(`${code} in ${family}`, async () => {
				const error = new AppError(code, { message: "Said so", details: "More", log: "secret" });
				const response = errorResponse(family, error);
				expect(response.status).toBe(STATUS[code]);
				expect(response.status).toBeGreaterThanOrEqual(400);
				expect(response.headers.get("content-type")).toContain("application/json");
				expect(response.headers.has("retry-after")).toBe(response.status === 503);
				expect(await response.json()).toEqual({ error: code, message: "Said so", details: "More" });
			});

	for (const code of CODES)
		it(`${code} in zones`, async () => {
			const response = errorResponse("zones", new AppError(code, { message: "Said so" }));
			expect(response.status).toBe(STATUS[code]);
			expect(await response.json()).toEqual({ detail: "Said so", code });
		});

	it("has null where there are no details, and its own headers", async () => {
		const headers = { "Retry-After": "300" };
		const response = errorResponse("photos", new AppError("OVERLOADED", { message: "m", headers }));
		expect(response.headers.get("retry-after")).toBe("300");
		expect((await response.json()).details).toBeNull();
	});

	it("has the statuses of the contract", () => {
		expect(STATUS).toMatchObject({
			...{ VALIDATION_ERROR: 400, UNSUPPORTED_FORMAT: 400, UNAUTHENTICATED: 401 },
			...{ REGISTRATION_CLOSED: 403, EVENT_NOT_FOUND: 404, FILE_TOO_LARGE: 413 },
			...{ REQUEST_TOO_LARGE: 413, TOO_MANY_FILES: 413, INVALID_IMAGE: 422 },
			...{ UPLOAD_OFFSET_MISMATCH: 409, UPLOAD_EXPIRED: 410, UPLOAD_LOCKED: 423 },
			...{ UPLOAD_QUOTA_EXCEEDED: 413, CHECKSUM_MISMATCH: 460, STORAGE_FULL: 507 },
			...{ ZONE_NOT_FOUND: 404, MEDIA_NOT_FOUND: 404, NO_FILE_STORED: 422, NOTHING_TO_CHANGE: 422 },
			...{ IDEMPOTENCY_MISMATCH: 422, RATE_LIMITED: 429, INTERNAL_ERROR: 500 },
		});
	});
});

describe("toAppError", () => {
	it("lets errors of the domain through", () => {
		const error = new AppError("NOT_FOUND", { message: "m" });
		expect(toAppError(error)).toBe(error);
		expect(isAppError(error, "NOT_FOUND")).toBe(true);
		expect(isAppError(error, "FORBIDDEN")).toBe(false);
	});

	for (const thrown of [
		new Error("duplicate key value violates unique constraint at /srv/app/x.ts"),
		"a string with /srv/secret",
		undefined,
		null,
		{ code: "FORBIDDEN", message: "looks like one" },
	])
		it(`tells a client nothing of ${JSON.stringify(thrown)}`, async () => {
			const error = toAppError(thrown);
			expect(error.cause).toBe(thrown);
			expect(await errorResponse("photos", error).json()).toEqual({
				error: "INTERNAL_ERROR",
				message: "Something went wrong on our side",
				details: null,
			});
		});

	for (const away of [
		{ code: "P1001" },
		{ code: "ECONNREFUSED" },
		{ code: "P2010", meta: { driverAdapterError: { cause: { originalCode: "57P01" } } } },
		new Error("x", { cause: { cause: { kind: "DatabaseNotReachable" } } }),
	])
		it(`says to try again when the database is away: ${JSON.stringify(away)}`, () =>
			expect(toAppError(away)).toMatchObject({ code: "UNAVAILABLE", cause: away }));

	it("does not take a query that we asked wrongly for an outage", () => {
		for (const code of ["P2002", "P2025", "22021", "23505", "P2010"])
			expect(toAppError({ code }).code).toBe("INTERNAL_ERROR");
	});

	it("names the field that zod refused, and every one in the details", () => {
		const schema = z.strictObject({ name: z.string().min(1, "Give a name"), size: z.number() });
		const error = toAppError(schema.safeParse({ name: "", size: "x" }).error);
		expect(error).toMatchObject({ code: "VALIDATION_ERROR", message: "name: Give a name" });
		expect(error.details).toMatch(/^name: Give a name; size: /);
	});

	it("speaks of the body where the whole is wrong", () => {
		const error = toAppError(z.strictObject({}).safeParse({ more: 1 }).error);
		expect(error.code).toBe("VALIDATION_ERROR");
		expect(error.details).toMatch(/^body: /);
	});
});

describe("families with words of their own", () => {
	const written = async (family: "batches" | "images", code: ErrorCode) =>
		errorResponse(family, new AppError(code, { message: "Said so" })).json();

	it("batches: one sentence and a code; for too much there is another way", async () => {
		expect(await written("batches", "BATCH_NOT_FOUND")).toEqual({
			detail: "Said so",
			code: "BATCH_NOT_FOUND",
		});
		for (const code of ["REQUEST_TOO_LARGE", "FILE_TOO_LARGE"] as const)
			expect(await written("batches", code)).toEqual({
				detail: "Said so; send it as a resumable upload",
				code: "USE_RESUMABLE_UPLOAD",
			});
	});

	it("images: everything too large is one code", async () => {
		for (const code of ["REQUEST_TOO_LARGE", "FILE_TOO_LARGE", "TOO_MANY_FILES"] as const)
			expect((await written("images", code)).error).toBe("BATCH_TOO_LARGE");
		expect((await written("images", "INVALID_FILE_TYPE")).error).toBe("INVALID_FILE_TYPE");
	});
});
