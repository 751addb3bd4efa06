import { describe, expect, it } from "vitest";
import { isAppError } from "#lib/core/errors.ts";
import {
	assertPixels,
	emptyFile,
	failureReason,
	MAX_ATTEMPTS,
	mayBecome,
	PHOTO_TYPES,
	statesBefore,
	unsupportedFormat,
} from "#lib/media/media.policy.ts";

const STATES = ["stored", "processing", "ready", "failed"] as const;
const ALLOWED = new Set([
	...["stored>processing", "stored>failed"],
	...["processing>processing", "processing>ready", "processing>failed"],
	...["ready>stored", "failed>stored"],
]);

describe("states", () => {
	for (const from of STATES)
		for (const to of STATES)
			it(`${from} ${ALLOWED.has(`${from}>${to}`) ? "may" : "may not"} become ${to}`, () => {
				expect(mayBecome(from, to)).toBe(ALLOWED.has(`${from}>${to}`));
				expect(statesBefore(to).includes(from)).toBe(ALLOWED.has(`${from}>${to}`));
			});
	it("a photo costs three runs of the decoder at most", () => expect(MAX_ATTEMPTS).toBe(3));
});

describe("pixels", () => {
	const limits = { maxPixels: 120e6, maxPixelsAvif: 40e6 };
	const codeOf = (width: number, height: number, contentType = "image/jpeg") => {
		try {
			assertPixels({ width, height, contentType, fileName: "a.jpg" }, limits);
			return "ok";
		} catch (error) {
			return isAppError(error) ? error.code : error;
		}
	};
	it("takes exactly the limit and refuses one row more", () => {
		expect(codeOf(12_000, 10_000)).toBe("ok");
		expect(codeOf(12_000, 10_001)).toBe("INVALID_IMAGE");
	});
	it("gives AVIF a limit of its own", () => {
		expect(codeOf(8000, 5000, "image/avif")).toBe("ok");
		expect(codeOf(8000, 5001, "image/avif")).toBe("INVALID_IMAGE");
		expect(codeOf(8000, 5001)).toBe("ok");
	});
	it("says what the image is and what the limit is", () => {
		const image = { width: 30_000, height: 30_000, contentType: "image/png", fileName: "big.png" };
		expect(() => assertPixels(image, limits)).toThrow(
			expect.objectContaining({
				message: "The image has more than 120 megapixels",
				details: "File 'big.png' is 30000 × 30000 pixels",
			}),
		);
	});
});

describe("types and words", () => {
	it("takes what the source document lists, and neither SVG nor TIFF", () => {
		for (const type of ["jpeg", "png", "webp", "heic", "heif", "gif", "bmp"])
			expect(PHOTO_TYPES.has(`image/${type}`), type).toBe(true);
		for (const type of ["image/svg+xml", "image/tiff", "application/pdf", "text/html", ""])
			expect(PHOTO_TYPES.has(type), type).toBe(false);
	});
	it("names the file that is refused", () => {
		expect(unsupportedFormat("a.svg")).toMatchObject({ code: "UNSUPPORTED_FORMAT" });
		expect(unsupportedFormat("a.svg").details).toContain("a.svg");
		expect(emptyFile("b.jpg")).toMatchObject({ code: "VALIDATION_ERROR" });
		expect(emptyFile("b.jpg").details).toContain("b.jpg");
	});
	it("has words for every failure, known or not", () => {
		const codes = ["INVALID_IMAGE", "IMAGE_TOO_LARGE", "UNSUPPORTED_FORMAT", "DECODER_CRASHED"];
		const reasons = codes.map(failureReason);
		expect(new Set(reasons).size).toBe(codes.length);
		expect(reasons).not.toContain(failureReason("SOMETHING_NEW"));
		for (const reason of [...reasons, failureReason("SOMETHING_NEW")])
			expect(reason).toMatch(/^[A-Z][^_]+$/);
	});
});
