/** A backup put back, into an installation in which there is nothing. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { config } from "#lib/config/config.ts";
import { type AnyJob, installQueue, type PendingJob, putBack } from "#lib/queue/queue.ts";
import { CannotBackUp } from "./cannot.ts";
import { Target } from "./database-target.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { mirror } from "./mirror.ts";

export interface RestoreOptions {
	/** Of the backup. */
	folder: string;
	databaseUrl: string;
	/** Empties the database first, and puts files that are there aside. */
	replace: boolean;
	/** Every job there is: what the queue is made for. */
	jobs: readonly AnyJob[];
	now: Date;
	signal: AbortSignal;
	/** Called with each file that was brought. */
	brought(): void;
}

/** Where the files lie, in the backup and in the data folder. */
const PLACES = [
	["objects", "storage/objects"],
	["uploads", "uploads"],
] as const;

async function sha256Of(path: string): Promise<string> {
	const hash = createHash("sha256");
	await pipeline(createReadStream(path), hash);
	return hash.digest("hex");
}

/** Throws `CannotBackUp` where there is no backup, or one that changed since it was made. */
export async function openBackup(folder: string): Promise<Manifest> {
	const manifest = await readManifest(folder);
	if (!manifest) throw new CannotBackUp(`There is no backup in ${folder}.`);
	for (const { name, sha256 } of manifest.tables) {
		const sum = await sha256Of(join(folder, manifest.database, `${name}.copy.gz`)).catch(() => "");
		if (sum !== sha256)
			throw new CannotBackUp(`The backup in ${folder} is damaged: its table ${name} is not whole.`);
	}
	return manifest;
}

async function hasFiles(path: string): Promise<boolean> {
	return (await readdir(path).catch(() => [])).length > 0;
}

async function assertNoFiles(): Promise<void> {
	const { dataDir } = config();
	for (const [, place] of PLACES)
		if (await hasFiles(join(dataDir, place)))
			throw new CannotBackUp(
				`${join(dataDir, place)} has files in it. Nothing was changed. To put them aside and the backup in their place: --replace`,
			);
}

/** Renamed, not removed: they may be all there is. Copies of a bucket's newest would be another's. */
async function putAside(now: Date): Promise<void> {
	const { dataDir } = config();
	const aside = join(dataDir, `before-restore-${now.getTime()}`);
	for (const name of ["storage", "uploads", "cache"]) {
		if (!(await hasFiles(join(dataDir, name)))) continue;
		await mkdir(aside, { recursive: true });
		await rename(join(dataDir, name), join(aside, name));
	}
}

async function restoreFiles({ folder, signal, brought }: RestoreOptions): Promise<void> {
	const { dataDir } = config();
	// Copies: what happens here from now on must not reach the backup.
	const options = { temporary: join(dataDir, "storage/tmp"), link: false, signal, brought };
	for (const [name, place] of PLACES)
		await mirror(join(folder, name), join(dataDir, place), options);
}

async function restoreJobs({ folder, databaseUrl, jobs }: RestoreOptions, { database }: Manifest) {
	await installQueue(databaseUrl, jobs);
	const text = await readFile(join(folder, database, "jobs.json"), "utf8");
	const pending: PendingJob[] = JSON.parse(text);
	await putBack(jobs, pending);
}

/**
 * Puts files, rows and jobs back. Throws `CannotBackUp`, having changed nothing, where the target is
 * not empty and may not be replaced, or where somebody is connected to it.
 */
export async function restoreBackup(manifest: Manifest, options: RestoreOptions): Promise<void> {
	const { folder, databaseUrl, replace } = options;
	const target = await Target.open(databaseUrl);
	try {
		await target.assertUsable(manifest, { replace });
		if (!replace) await assertNoFiles();
		else {
			await putAside(options.now);
			await target.empty();
		}
		await restoreFiles(options);
		await target.fill(join(folder, manifest.database), manifest);
		await restoreJobs(options, manifest);
	} finally {
		await target.close();
	}
}
