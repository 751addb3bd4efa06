/** An object store that is there and does not do its work. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "#tests/support/api.ts";
import { Outage, photos, TIME } from "#tests/support/outage.ts";

let at: Outage;
beforeEach(async () => {
	at = await Outage.prepare();
});
afterEach(() => at?.end());

describe.each([
	["takes ten seconds for every answer", { delayMs: 10_000 }],
	["answers 503", { status: 503 }],
	["breaks off in the middle of bodies", { cutRequestAfter: 20_000, cutAnswerAfter: 20_000 }],
	["says nothing at all", { silent: true }],
])("a store that %s", (_, faults) => {
	it("holds no upload up, and has them all when that is over", TIME, async () => {
		const before = await at.uploadAll(await photos(1));
		await at.allReady();
		at.proxy.set(faults);
		const uploads = await at.uploadAll(await photos(6));
		expect(uploads.map(({ reply }) => reply.storage_tier)).toEqual(uploads.map(() => "local"));
		await at.readAll([...before, ...uploads]);
		// One that still takes what is small is found again, and lost with the next photo.
		const said = await eventually(at.health, ({ body }) => body.storage === "degraded");
		expect(said.body.status).toBe("healthy");
		await at.allReady();
		await at.proxy.mend();
		await at.allMoved(uploads);
		await at.readAll([...before, ...uploads]);
	});
});
