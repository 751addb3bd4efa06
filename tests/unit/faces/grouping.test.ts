import { describe, expect, test } from "vitest";
import { DLIB_CALIBRATION } from "#lib/faces/calibration.ts";
import { FaceGroups, linkingThreshold } from "#lib/faces/grouping.ts";

const THRESHOLD = linkingThreshold(DLIB_CALIBRATION, 2);

/** A face of unit length that is as alike to `of` as asked. */
function alike(of: number, likeness: number): Float32Array {
	const face = new Float32Array(8);
	face[of] = likeness;
	face[7] = Math.sqrt(1 - likeness * likeness);
	return face;
}
const NOBODY = new Set<string>();

function groupsOf(people: Record<string, Float32Array[]>): FaceGroups {
	const groups = new FaceGroups(DLIB_CALIBRATION);
	for (const [id, faces] of Object.entries(people)) for (const face of faces) groups.add(id, face);
	return groups;
}

describe("a face", () => {
	test("is put to who is alike enough, and to nobody just under it", () => {
		const groups = groupsOf({ ani: [alike(0, 1)], budi: [alike(1, 1)] });
		expect(groups.place([alike(0, THRESHOLD + 0.001)], NOBODY)).toEqual(["ani"]);
		expect(groups.place([alike(0, THRESHOLD - 0.001)], NOBODY)).toEqual([null]);
	});

	test("is compared to all faces of a person, in the mean", () => {
		const groups = groupsOf({ ani: [alike(0, 1), alike(1, 1)] });
		expect(groups.likeness("ani", alike(0, 1))).toBeCloseTo(0.5);
		expect(groups.place([alike(0, 1)], NOBODY)).toEqual([null]);
		expect(groups.likeness("nobody", alike(0, 1))).toBe(-1);
	});

	test("is nobody's where nobody is known", () => {
		expect(groupsOf({}).place([alike(0, 1), alike(1, 1)], NOBODY)).toEqual([null, null]);
	});
});

describe("a person", () => {
	test("is on a photo once: the more alike of two faces is theirs", () => {
		const groups = groupsOf({ ani: [alike(0, 1)] });
		expect(groups.place([alike(0, 0.96), alike(0, 0.99)], NOBODY)).toEqual([null, "ani"]);
	});

	test("who is on the photo already is not on it again", () => {
		const groups = groupsOf({ ani: [alike(0, 1)] });
		expect(groups.place([alike(0, 1)], new Set(["ani"]))).toEqual([null]);
	});

	test("is harder to be taken for the more there are", () => {
		const thresholds = [1, 50, 500].map((people) => linkingThreshold(DLIB_CALIBRATION, people));
		expect(thresholds[0]).toBe(thresholds[1]);
		expect(thresholds[2]).toBeGreaterThan(thresholds[1] as number);
	});
});
