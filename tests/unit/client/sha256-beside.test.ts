import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sumBeside } from "#lib/client/sha256-beside.ts";
import { sha256Of } from "#lib/client/sha256-sum.ts";

interface Asked {
	id: number;
	file: Blob;
}

/** As a browser starts one: whether its script came shows only after it was asked. */
class ABrowsersWorker {
	static arrives = true;
	static started = 0;
	onmessage: ((event: { data: { id: number; sum: string | null } }) => void) | null = null;
	onerror: (() => void) | null = null;
	private readonly comes = ABrowsersWorker.arrives;
	private over = false;

	constructor() {
		ABrowsersWorker.started++;
		if (!this.comes) setTimeout(() => this.onerror?.());
	}

	async postMessage({ id, file }: Asked): Promise<void> {
		if (!this.comes) return;
		const sum = await sha256Of(file);
		if (!this.over) this.onmessage?.({ data: { id, sum } });
	}

	terminate(): void {
		this.over = true;
	}
}

const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

beforeEach(() => void vi.stubGlobal("Worker", ABrowsersWorker));
afterEach(() => void vi.unstubAllGlobals());

it("works out nothing while no worker comes, and everything from when one does", async () => {
	ABrowsersWorker.arrives = false;
	expect(await Promise.all([sumBeside(new Blob()), sumBeside(new Blob())])).toEqual([null, null]);
	expect(await sumBeside(new Blob())).toBeNull();
	ABrowsersWorker.arrives = true;
	expect(await sumBeside(new Blob())).toBe(EMPTY);
	expect(await sumBeside(new Blob())).toBe(EMPTY);
	expect(ABrowsersWorker.started).toBe(3);
});
