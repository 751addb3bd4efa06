import { statfs } from "node:fs/promises";
import { config } from "#lib/config/config.ts";

/** The disk of the data folder, in bytes. `free` is what it has left for us. */
export async function diskSpace(): Promise<{ free: number; total: number }> {
	const { bavail, blocks, bsize } = await statfs(config().dataDir);
	return { free: bavail * bsize, total: blocks * bsize };
}

export async function freeBytes(): Promise<number> {
	return (await diskSpace()).free;
}
