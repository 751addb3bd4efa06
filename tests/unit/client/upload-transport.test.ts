import { describe, expect, it } from "vitest";
import { answerOf, retryAfterSeconds } from "#lib/client/upload-transport.ts";

describe("what an answer to an upload means", () => {
	it("is an arrival, new or known", () => {
		expect(answerOf(201, "{}", null)).toEqual({ ok: true, body: {} });
		expect(answerOf(200, '{"duplicate":true}', null)).toEqual({
			ok: true,
			body: { duplicate: true },
		});
	});
	it("is the API's own code and words", () => {
		const body = JSON.stringify({
			error: "FILE_TOO_LARGE",
			message: "File size must be less than 50MB",
		});
		expect(answerOf(413, body, null)).toMatchObject({
			failure: { code: "FILE_TOO_LARGE", status: 413, message: "File size must be less than 50MB" },
		});
	});
	it("is the same in the words of the batches", () => {
		const body = JSON.stringify({ code: "UPLOAD_NOT_FOUND", detail: "Upload not found" });
		expect(answerOf(404, body, null)).toMatchObject({
			failure: { code: "UPLOAD_NOT_FOUND", status: 404, message: "Upload not found" },
		});
	});
	it("is the same in the words of recognition, whose error is the sentence", () => {
		const body = JSON.stringify({ success: false, error: "Batch not found", code: "NOT_FOUND" });
		expect(answerOf(404, body, null)).toMatchObject({
			failure: { code: "NOT_FOUND", status: 404, message: "Batch not found" },
		});
	});
	it("is told by its status when a proxy answered in between", () => {
		expect(answerOf(502, "<html>Bad gateway</html>", null)).toMatchObject({
			failure: { code: "UNAVAILABLE", status: 502 },
		});
		expect(answerOf(413, "<html>", null)).toMatchObject({ failure: { code: "FILE_TOO_LARGE" } });
		expect(answerOf(200, "<html>Sign in to the hotel</html>", null)).toMatchObject({
			ok: false,
			failure: { code: "NETWORK", status: 0 },
		});
	});
	it("carries how long to wait", () => {
		expect(answerOf(503, "{}", "7")).toMatchObject({ failure: { retryAfterSeconds: 7 } });
	});
});

it("reads Retry-After as seconds or as a date", () => {
	const now = Date.parse("2026-11-20T10:00:00Z");
	expect(retryAfterSeconds("30", now)).toBe(30);
	expect(retryAfterSeconds("Fri, 20 Nov 2026 10:01:00 GMT", now)).toBe(60);
	expect(retryAfterSeconds("Fri, 20 Nov 2026 09:00:00 GMT", now)).toBe(0);
	expect(retryAfterSeconds(null, now)).toBeNull();
	expect(retryAfterSeconds("soon", now)).toBeNull();
});
