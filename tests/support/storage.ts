import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Paths of everything that a server keeps on its disk: objects, and writes that are not finished. */
export async function storedFiles(dataDir: string): Promise<string[]> {
	const root = join(dataDir, "storage");
	const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
		.sort();
}

/** Of these what uploads bring: originals, archives and unfinished writes; renditions come by themselves. */
export async function uploadedFiles(dataDir: string): Promise<string[]> {
	const files = await storedFiles(dataDir);
	return files.filter((file) => /^tmp\/|\/(original|archive\.zip)$/.test(file));
}
