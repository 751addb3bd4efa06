import { describe, expect, it } from "vitest";
import {
	askToRead,
	type FileHold,
	filesOf,
	holdsDropped,
	mayRead,
} from "#lib/client/file-holds.ts";

interface Told {
	state?: PermissionState;
	answer?: PermissionState;
	gone?: boolean;
}

/** As browsers have them: https://fs.spec.whatwg.org. */
function aFile(name: string, { state = "granted", answer = state, gone }: Told = {}): FileHold {
	return {
		...{ kind: "file", name },
		queryPermission: async () => state,
		requestPermission: async () => answer,
		getFile: async () => {
			if (gone) throw new DOMException("gone", "NotFoundError");
			return new File(["x"], name);
		},
	};
}
const aFolder = (name: string, children: FileHold[]): FileHold => ({
	...{ kind: "directory", name },
	values: async function* () {
		yield* children;
	},
});
const dropOf = (handles: (FileHold | null | undefined)[]) =>
	({
		items: handles.map((handle) =>
			handle === undefined
				? { kind: "file" }
				: { kind: "file", getAsFileSystemHandle: async () => handle },
		),
	}) as unknown as DataTransfer;

describe("the browser's hold on files", () => {
	it("is kept of all that was dropped, or of nothing", async () => {
		const both = [aFile("a.zip"), aFolder("day", [])];
		expect(await holdsDropped(dropOf(both))).toEqual(both);
		expect(await holdsDropped(dropOf([aFile("a.zip"), null]))).toBeNull();
		expect(await holdsDropped(dropOf([undefined]))).toBeNull();
		expect(await holdsDropped(dropOf([]))).toBeNull();
	});
	it("gives the files again, those in folders with their path", async () => {
		const day = aFolder("day", [aFile("a.jpg"), aFolder("late", [aFile("b.jpg")])]);
		const files = await filesOf([aFile("x.zip"), day]);
		expect(files.map(({ path }) => path)).toEqual(["x.zip", "day/a.jpg", "day/late/b.jpg"]);
		await expect(filesOf([aFile("gone.zip", { gone: true })])).rejects.toThrow("gone");
	});
	it("may need leave, which is asked for file by file", async () => {
		const waiting = aFile("a.zip", { state: "prompt", answer: "granted" });
		expect(await mayRead([aFile("b.zip"), waiting])).toBe(false);
		expect(await askToRead([aFile("b.zip"), waiting])).toBe(true);
		expect(await askToRead([waiting, aFile("c.zip", { state: "denied" })])).toBe(false);
	});
	it("is of no use where the browser cannot be asked", async () => {
		const { queryPermission: _, requestPermission: __, ...old } = aFile("a.zip");
		expect(await mayRead([old as FileHold])).toBe(false);
		expect(await askToRead([old as FileHold])).toBe(false);
	});
});
