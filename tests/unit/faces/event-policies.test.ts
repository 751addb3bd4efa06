import { describe, expect, test } from "vitest";
import { deletionDay } from "#lib/people/event-faces.policy.ts";
import { assertConsent, assertSelfieType, chooseFace } from "#lib/people/face-searches.policy.ts";
import { CONSENT_VERSION } from "#lib/people/people.values.ts";

describe("face data is deleted", () => {
	const day = (date: string, since: string) =>
		deletionDay({ date: new Date(date), facesSince: new Date(since) }, 90).toISOString();

	test("so many days after the event", () => {
		expect(day("2026-05-09", "2026-05-01T12:00:00Z")).toBe("2026-08-07T00:00:00.000Z");
	});
	test("so many days after it was begun later", () => {
		expect(day("2025-01-01", "2026-05-09T23:59:59Z")).toBe("2026-08-07T00:00:00.000Z");
	});
});

describe("a selfie", () => {
	const face = (side: number) => ({ width: side, height: side });

	test.each([undefined, "", "2020-01-01", ` ${CONSENT_VERSION}`])(
		"is not looked at with the consent %o",
		(version) => {
			expect(() => assertConsent(version)).toThrow(
				expect.objectContaining({ code: "CONSENT_REQUIRED" }),
			);
		},
	);
	test("is looked at with the consent to this text", () => {
		expect(() => assertConsent(CONSENT_VERSION)).not.toThrow();
	});
	test.each(["image/gif", "image/tiff", "image/bmp", null])("may not be %o", (type) => {
		expect(() => assertSelfieType(type)).toThrow(
			expect.objectContaining({ code: "UNSUPPORTED_FORMAT" }),
		);
	});
	test("is of the one face, or of one clearly in front", () => {
		expect(chooseFace([face(0.2)])).toEqual(face(0.2));
		expect(chooseFace([face(0.4), face(0.2), face(0.1)])).toEqual(face(0.4));
	});
	test("is of nobody without a face, or with two about as large", () => {
		expect(() => chooseFace([])).toThrow(expect.objectContaining({ code: "NO_FACE" }));
		expect(() => chooseFace([face(0.29), face(0.2)])).toThrow(
			expect.objectContaining({ code: "MULTIPLE_FACES" }),
		);
	});
});
