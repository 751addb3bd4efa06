/**
 * Misbehaviour on demand, so that tests can see what the pool does about it. Loaded only in a pool
 * made with `testHooks: true`; nothing a user can set.
 */
import { readFile } from "node:fs/promises";

/** A file that ends in one of these makes the child that is given it misbehave. */
export const TEST_MARKS = {
	/** Dies of SIGSEGV. */
	crash: "\npotret-test:crash",
	/** Spins without end, as a decoder in a loop would. */
	hang: "\npotret-test:hang",
	/** Takes memory without end. */
	hog: "\npotret-test:hog",
} as const;

/** Does what the last bytes of the file ask for; returns where they ask for nothing. */
export async function obey(input: string | Uint8Array): Promise<void> {
	const bytes = typeof input === "string" ? await readFile(input) : Buffer.from(input);
	const tail = bytes.subarray(-32).toString("latin1");
	if (tail.endsWith(TEST_MARKS.crash)) {
		process.kill(process.pid, "SIGSEGV");
		await new Promise(() => {});
	}
	if (tail.endsWith(TEST_MARKS.hang)) for (;;);
	if (tail.endsWith(TEST_MARKS.hog)) await takeMemory();
}

/** 32 MB at a time, written to, with a breath between, so that it is the watch that ends it. */
async function takeMemory(): Promise<void> {
	const held: Buffer[] = [];
	for (;;) {
		held.push(Buffer.alloc(32 * 1024 * 1024, held.length));
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}
