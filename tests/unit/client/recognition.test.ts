import { describe, expect, it } from "vitest";
import { ApiError } from "#lib/client/api.ts";
import { LARGEST_PHOTO, MOST_PHOTOS, sortDropped } from "#lib/client/recognition-drop.ts";
import type { RecognitionEntry, RecognitionFace } from "#lib/client/recognition-types.ts";
import { firstFace, pictureOf } from "#lib/client/recognition-view.ts";
import { type SampleSent, sendInTurn } from "#lib/client/send-samples.ts";

const aFile = (name: string, { size = 1, type = "" } = {}) => {
	const file = new File(["x"], name, { type });
	Object.defineProperty(file, "size", { value: size });
	return { file, path: name };
};

const aFace = (id: string, fields: Partial<RecognitionFace> = {}): RecognitionFace => ({
	...{ id, box: { x: 0.1, y: 0.2, width: 0.2, height: 0.2 } },
	...{ person: null, person_id: null, confidence: null, matches: [] },
	...fields,
});

const anEntry = (fields: Partial<RecognitionEntry> = {}): RecognitionEntry => ({
	...{ timestamp: "2026-11-20T10:00:00.000000", batch_id: "b", filename: "a.jpg" },
	...{ domain: "example.com", recognized: false, status: "done", faces: [], photo: null },
	primary_result: { person: "Unknown", confidence: null },
	top_3_matches: [],
	metadata: { face_count: 0, processing_time_ms: 1, has_multiple_faces: false },
	...fields,
});

describe("what is dropped to be recognised", () => {
	it("goes in the order of the names, without what systems leave", () => {
		const drop = sortDropped([
			aFile("b10.jpg"),
			aFile("b9.PNG"),
			aFile(".DS_Store"),
			aFile("a.avif"),
		]);
		expect(drop.photos.map(({ name }) => name)).toEqual(["a.avif", "b9.PNG", "b10.jpg"]);
		expect(drop.leftOut).toEqual([]);
	});
	it.each([
		["notes.txt", {}, "kind"],
		["phone.heic", { type: "image/heic" }, "kind"],
		["clip.svg", { type: "image/svg+xml" }, "kind"],
		["a.jpg", { size: 0 }, "empty"],
		["a.jpg", { size: LARGEST_PHOTO + 1 }, "tooLarge"],
	] as const)("leaves out %s (%o): %s", (name, fields, why) => {
		expect(sortDropped([aFile(name, fields)])).toEqual({
			photos: [],
			leftOut: [{ path: name, why }],
		});
	});
	it("takes what is just small enough, and photos without an ending by their type", () => {
		const found = [aFile("a.jpg", { size: LARGEST_PHOTO }), aFile("photo", { type: "image/webp" })];
		expect(sortDropped(found).photos).toHaveLength(2);
	});
	it("takes a hundred, of which none is one that would be refused anyway", () => {
		const many = Array.from({ length: MOST_PHOTOS + 1 }, (_, n) => aFile(`${n}.jpg`));
		const { photos, leftOut } = sortDropped([aFile("0.txt"), ...many]);
		expect(photos).toHaveLength(MOST_PHOTOS);
		expect(leftOut).toEqual([
			{ path: "0.txt", why: "kind" },
			{ path: "100.jpg", why: "tooMany" },
		]);
	});
});

describe("a photo with several faces", () => {
	const large = aFace("large", { box: { x: 0, y: 0, width: 0.5, height: 0.5 } });
	it("shows the surest first, else the largest", () => {
		const known = aFace("known", { person: "Ani", confidence: 71 });
		const surer = aFace("surer", { person: "Budi", confidence: 90 });
		expect(firstFace(anEntry({ faces: [large, known, surer] }))?.id).toBe("surer");
		expect(firstFace(anEntry({ faces: [aFace("small"), large] }))?.id).toBe("large");
		expect(firstFace(anEntry())).toBeNull();
	});
	it("has a picture of each once it has a rendition", () => {
		const small = { url: "/s.webp", width: 400, height: 300 };
		expect(pictureOf(anEntry({ photo: { small } }), large)).toEqual({
			...{ url: "/s.webp", x: 0, y: 0, width: 0.5, height: 0.5 },
			...{ image_width: 400, image_height: 300 },
		});
		expect(pictureOf(anEntry(), large)).toBeNull();
	});
});

describe("pictures of a person", () => {
	const files = ["one.jpg", "two.jpg", "three.jpg"].map((name) => ({
		name,
		file: new Blob(["x"]),
	}));
	const states = (sent: readonly SampleSent[]) => sent.map(({ state }) => state).join(" ");

	it("go one after the other, and one that is refused stops none", async () => {
		const told: string[] = [];
		let last: readonly SampleSent[] = [];
		const noFace = new ApiError("NO_FACE", 422, "No face");
		await sendInTurn(
			files,
			async ({ name }) => {
				if (name === "two.jpg") throw noFace;
			},
			(sent) => {
				last = sent;
				told.push(states(sent));
			},
		);
		expect(told).toEqual([
			"sending waiting waiting",
			"done waiting waiting",
			"done sending waiting",
			"done failed waiting",
			"done failed sending",
			"done failed done",
		]);
		expect(last[1]).toEqual({ name: "two.jpg", state: "failed", error: noFace });
	});
	it("tell of a fault of ours by failing", async () => {
		const send = () => Promise.reject(new TypeError("ours"));
		await expect(sendInTurn(files, send, () => undefined)).rejects.toThrow(TypeError);
	});
});
