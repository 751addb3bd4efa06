import { describe, expect, it } from "vitest";
import { maySee, progressOf, statusOf } from "#lib/batches/batches.policy.ts";
import { type Actor, ANONYMOUS } from "#lib/core/actor.ts";

describe("a batch of images", () => {
	it.each([
		[5, 0, 0, "created", 0],
		[5, 1, 0, "processing", 20],
		[5, 0, 2, "processing", 40],
		[3, 2, 0, "processing", 66],
		[300, 299, 0, "processing", 99],
		[5, 5, 0, "completed", 100],
		[5, 1, 4, "completed", 100],
		[5, 0, 5, "failed", 100],
	] as const)(
		"of %i with %i processed and %i failed is %s at %i %%",
		(total, processed, failed, status, progress) => {
			expect(statusOf({ total, processed, failed })).toBe(status);
			expect(progressOf({ total, processed, failed })).toBe(progress);
		},
	);
});

describe("who may see it", () => {
	const user = (id: string, role: "admin" | "photographer"): Actor => ({
		...ANONYMOUS,
		user: { id, username: id, role, domain: "default" },
		via: "token",
	});
	it.each([
		["anyone", "nobody's, where allowed", ANONYMOUS, null, true, true],
		["anyone", "nobody's, where not", ANONYMOUS, null, false, false],
		["anyone", "somebody's", ANONYMOUS, "a", true, false],
		["its owner", "their own", user("a", "photographer"), "a", false, true],
		["another", "somebody's", user("b", "photographer"), "a", true, false],
		["an admin", "somebody's", user("z", "admin"), "a", false, true],
		["an admin", "nobody's", user("z", "admin"), null, false, true],
	] as const)("%s, %s", (_, __, actor, ownerId, allowed, expected) => {
		expect(maySee(actor, ownerId, allowed)).toBe(expected);
	});
});
