/** Where the servers of the tests keep their objects: on the disk, or with TEST_STORAGE=swift in S3. */
import { type Dirent, existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { keysInBucket, makeBucket, s3Environment } from "./swift.ts";

/** The buckets of those that have one, by their data folders. */
const buckets = new Map<string, string>();

/** The settings that the run wants for a server with that folder. */
export async function storageEnvironment(dataDir: string): Promise<Record<string, string>> {
	const wanted = process.env.TEST_STORAGE || "local";
	if (wanted === "local") return {};
	if (wanted !== "swift") throw new Error(`TEST_STORAGE is local or swift, not ${wanted}`);
	const settings = await makeBucket();
	buckets.set(dataDir, settings.bucket);
	return s3Environment(settings);
}

/** Looked at again where a folder went away meanwhile. */
async function entriesBelow(root: string): Promise<Dirent[]> {
	while (existsSync(root))
		try {
			return await readdir(root, { recursive: true, withFileTypes: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
		}
	return [];
}

/** Paths of what lies on a server's disk: objects, and writes that are not finished. */
export async function filesOnDisk(dataDir: string): Promise<string[]> {
	const root = join(dataDir, "storage");
	const entries = await entriesBelow(root);
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
		.sort();
}

/** The same with what the server has in its bucket, as if all of it were on the disk. */
export async function storedFiles(dataDir: string): Promise<string[]> {
	const bucket = buckets.get(dataDir);
	const files = await filesOnDisk(dataDir);
	if (!bucket) return files;
	const keys = await keysInBucket(bucket);
	return [...new Set([...files, ...keys.map((key) => `objects/${key}`)])].sort();
}

/** Of these what uploads bring: originals, archives and unfinished writes; renditions come by themselves. */
export async function uploadedFiles(dataDir: string): Promise<string[]> {
	const files = await storedFiles(dataDir);
	return files.filter((file) => /^tmp\/|\/(original|archive\.zip)$/.test(file));
}
