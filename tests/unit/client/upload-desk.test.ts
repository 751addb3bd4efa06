/** What a browser's hold on files is for: one click goes on with what an earlier page has left. */
import { beforeEach, expect, it } from "vitest";
import type { FileHold } from "#lib/client/file-holds.ts";
import { UploadDesk } from "#lib/client/upload-desk.ts";
import type { UploadTarget } from "#lib/client/upload-state.ts";

const target: UploadTarget = { eventId: "e", album: "Official", uploaderName: null };

/** Gone since it was chosen. */
const moved = new Set<string>();

/** Chosen with holds, as https://fs.spec.whatwg.org has them; `asked` gathers whose leave was asked for. */
function chosen(names: readonly string[], asked: string[] = []) {
	const files = names.map((name) => ({ name, file: new File([name], name, { lastModified: 7 }) }));
	const holds = files.map(
		({ name, file }): FileHold => ({
			...{ kind: "file", name },
			getFile: async () => {
				if (moved.has(name)) throw new DOMException("gone", "NotFoundError");
				return file;
			},
			requestPermission: async () => {
				asked.push(name);
				return "granted";
			},
		}),
	);
	return { files, holds, skipped: 0 };
}

let desk: UploadDesk;
const items = () => desk.queue.getSnapshot().items.map(({ name, status }) => `${name} ${status}`);
const settled = (states: string[]) => expect.poll(items).toEqual(states);

/** Files were chosen, and their page left: they wait for a click. */
beforeEach(async () => {
	moved.clear();
	desk = new UploadDesk("rina");
	desk.queue.setOnline(false);
	await desk.add(chosen(["a.jpg", "b.jpg"]), target);
	await settled(["a.jpg checking", "b.jpg checking"]);
	const left = desk.queue.getSnapshot().items;
	for (const { id } of left) desk.queue.remove(id);
	desk.queue.restore(left, new Map(), "permission");
	await settled(["a.jpg detached", "b.jpg detached"]);
});

it("is let go of by no other choice of files", async () => {
	const other = chosen(["c.jpg"]);
	expect(desk.attach(other.files, other.holds)).toEqual(other.files);
	expect(await desk.reopen()).toBe(true);
	await settled(["a.jpg checking", "b.jpg checking"]);
});

it("is taken of files that were chosen again, and kept of those that were not", async () => {
	const asked: string[] = [];
	const again = chosen(["a.jpg", "c.jpg"], asked);
	expect(desk.attach(again.files, again.holds)).toEqual(again.files.slice(1));
	await settled(["a.jpg checking", "b.jpg detached"]);
	expect(await desk.reopen()).toBe(true);
	expect(asked).toEqual(["a.jpg", "c.jpg"]);
	await settled(["a.jpg checking", "b.jpg checking"]);
});

it("is of use for some where others are gone", async () => {
	moved.add("a.jpg");
	expect(await desk.reopen()).toBe(true);
	await settled(["a.jpg detached", "b.jpg checking"]);
});
