import { describe, expect, it } from "vitest";
import { ANONYMOUS } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { domainOf, fromCursor, oneFace, toCursor } from "#lib/people/people.policy.ts";
import { faultText, isBatchId, percent, summarize } from "#lib/recognition/recognition.policy.ts";

const somebody = (personId: string, confidence: number, name = personId) => ({
	...{ personId, name, confidence },
});

describe("the figures of a recognition", () => {
	it("are the document's", () => {
		const people = [somebody("John", 85.5), somebody("Jane", 71.5)];
		expect(summarize({ total: 3, done: 3 }, people)).toEqual({
			...{ total_photos: 3, recognized_count: 2, unrecognized_count: 1 },
			...{ recognition_rate: 66.67, unique_persons: 2, persons_list: ["John", "Jane"] },
			avg_confidence: 78.5,
		});
	});

	it("count a person once, and two of one name twice", () => {
		const people = [somebody("a", 90, "Ayu"), somebody("b", 80, "Ayu"), somebody("a", 70, "Ayu")];
		expect(summarize({ total: 4, done: 4 }, people)).toMatchObject({
			...{ unique_persons: 2, persons_list: ["Ayu", "Ayu"], avg_confidence: 80 },
		});
	});

	it("while it goes on, what waits is neither", () => {
		expect(summarize({ total: 10, done: 1 }, [somebody("a", 90)])).toMatchObject({
			...{ recognized_count: 1, unrecognized_count: 0, recognition_rate: 10 },
		});
		expect(summarize({ total: 10, done: 0 }, [])).toMatchObject({ avg_confidence: 0 });
	});

	it("confidence is percent with one decimal", () => {
		expect([percent(0.8549), percent(1), percent(0)]).toEqual([85.5, 100, 0]);
	});

	it("say what is wrong with a file in the recognition's words", () => {
		const MB = 1024 * 1024;
		const limits = { device: "desktop", fileBytes: 10 * MB, requestBytes: MB, files: 1 } as const;
		const text = (code: "UNSUPPORTED_FORMAT" | "FILE_TOO_LARGE" | "VALIDATION_ERROR") =>
			faultText(new AppError(code, { message: "The file is empty" }), limits);
		expect(text("UNSUPPORTED_FORMAT")).toContain("TIFF");
		expect(text("FILE_TOO_LARGE")).toBe("File size must be less than 10MB");
		expect(text("VALIDATION_ERROR")).toBe("The file is empty");
	});

	it("a batch's id is a time and four digits", () => {
		expect(isBatchId("20231215_143022_1234")).toBe(true);
		for (const id of ["", "20231215_143022_123", "20231215_143022_1234\n", "x"])
			expect(isBatchId(id)).toBe(false);
	});
});

describe("the face that is meant", () => {
	const face = (side: number, quality = 0.8) => ({
		...{ width: side, height: side, score: 0.9, quality },
	});
	const codeOf = (faces: Parameters<typeof oneFace>[0]) => {
		try {
			return oneFace(faces);
		} catch (error) {
			return (error as AppError).code;
		}
	};

	it("is the only one that counts", () => {
		expect(oneFace([face(0.1), face(0.4)])).toEqual(face(0.4));
		expect(codeOf([])).toBe("NO_FACE");
		expect(codeOf([face(0.4, 0.01)])).toBe("NO_FACE");
		expect(codeOf([face(0.4), face(0.3)])).toBe("MULTIPLE_FACES");
	});
});

describe("pages of people", () => {
	it("go on after a name and an id", () => {
		const place = { name: "Zoë", id: "0198a7f0-0000-7000-8000-000000000001" };
		expect(fromCursor(toCursor(place))).toEqual(place);
		const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
		for (const wrong of ["", "x", text(["a"]), text(["a\0", place.id]), text([1, place.id])])
			expect(() => fromCursor(wrong)).toThrow(AppError);
	});

	it("are for who has an account", () => {
		expect(() => domainOf(ANONYMOUS)).toThrow("Please sign in");
	});
});
