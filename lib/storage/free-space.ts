import { statfs } from "node:fs/promises";
import { config } from "#lib/config/config.ts";

/** What the disk of the data folder has left for us. */
export async function freeBytes(): Promise<number> {
	const { bavail, bsize } = await statfs(config().dataDir);
	return bavail * bsize;
}
