/** What a backup says of itself: `backup.json`, written last, so that what it names is there whole. */
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { CannotBackUp } from "./cannot.ts";

const NAME = "backup.json";

const manifest = z.object({
	format: z.literal(1),
	/** Of Potret. */
	version: z.string(),
	made_at: z.iso.datetime(),
	/** The folder with the tables and jobs. */
	database: z.string().regex(/^database-[0-9a-z-]+$/),
	/** Those that had been applied, in their order. */
	migrations: z.array(z.string()),
	/** In an order in which none points at a later one. */
	tables: z.array(
		z.object({
			name: z.string().regex(/^[a-z0-9_]+$/),
			columns: z.array(z.string()),
			rows: z.number().int(),
			/** Of the compressed file, hex. */
			sha256: z.string(),
		}),
	),
	jobs: z.number().int(),
	/** Of the whole store's folder, and of unfinished uploads. */
	objects: z.number().int(),
	uploads: z.number().int(),
	bytes: z.number().int(),
	/** What is kept elsewhere: its files are not in here. */
	bucket: z.string().nullable(),
	/** Files that the database names and that were missing already. */
	missing: z.number().int(),
});

export type Manifest = z.infer<typeof manifest>;
export type TableDump = Manifest["tables"][number];

/** Null where there is none. Throws `CannotBackUp` for one that cannot be read. */
export async function readManifest(folder: string): Promise<Manifest | null> {
	const text = await readFile(join(folder, NAME), "utf8").catch((error) => {
		if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
		throw error;
	});
	if (text === null) return null;
	try {
		return manifest.parse(JSON.parse(text));
	} catch {
		throw new CannotBackUp(`${join(folder, NAME)} is damaged, or of a newer version of Potret.`);
	}
}

/** Whole or not at all: until then the folder holds the backup that it held before. */
export async function writeManifest(folder: string, content: Manifest): Promise<void> {
	const temporary = join(folder, `${NAME}.part`);
	const file = await open(temporary, "w", 0o600);
	await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
	await file.sync();
	await file.close();
	await rename(temporary, join(folder, NAME));
	const names = await open(folder, "r");
	await names.sync();
	await names.close();
}
