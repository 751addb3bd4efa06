import { describe, expect, it } from "vitest";
import { familyOf, isUpload, methodOf, statusClass } from "#lib/operations/metrics.policy.ts";

describe("what a request is counted as", () => {
	const FAMILIES: [url: string, family: string][] = [
		["/api/events", "photos"],
		["/api/events/1/photos/batch?x=1", "photos"],
		["/api/events/1/zones/2", "zones"],
		["/api/v1/events/1/media", "zones"],
		["/api/upload", "images"],
		["/api/uploads/1", "uploads"],
		["/api/uploadsx", "platform"],
		["/api/batch/1/images", "images"],
		["/api/batches/upload", "batches"],
		["/api/health", "platform"],
		["/files/a/b", "files"],
		["/", "pages"],
		["/event/1?code=secret", "pages"],
		["//api/events", "pages"],
	];
	for (const [url, family] of FAMILIES)
		it(`${url} is of ${family}`, () => expect(familyOf(url)).toBe(family));

	it("has methods and statuses that there are few of", () => {
		expect([methodOf("PATCH"), methodOf("BREW"), methodOf(undefined)]).toEqual([
			...["PATCH", "other", "other"],
		]);
		expect([statusClass(204, true), statusClass(503, true), statusClass(200, false)]).toEqual([
			...["2xx", "5xx", "cut"],
		]);
	});

	it("brings files in a form, or in a chunk", () => {
		expect(isUpload("POST", "multipart/form-data; boundary=x")).toBe(true);
		expect(isUpload("PATCH", "application/offset+octet-stream")).toBe(true);
		expect(isUpload("PATCH", "application/json")).toBe(false);
		expect(isUpload("POST", undefined)).toBe(false);
	});
});
