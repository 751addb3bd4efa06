/**
 * A backup: the store's folder and a snapshot of the database that names nothing the folder lacks,
 * although uploads and deletions go on. Made again into the same folder, only what is new is brought.
 */
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { config } from "#lib/config/config.ts";
import { VERSION } from "#lib/core/version.ts";
import { tryLock } from "#lib/db/locks.ts";
import { CannotBackUp } from "./cannot.ts";
import { type Manifest, readManifest, writeManifest } from "./manifest.ts";
import { type Mirrored, mirror } from "./mirror.ts";
import { Snapshot } from "./snapshot.ts";
import { findMissing, removeStrangers } from "./store-folder.ts";

export interface BackupOptions {
	/** Made where it is missing; empty, or with an earlier backup that this one takes the place of. */
	folder: string;
	databaseUrl: string;
	now: Date;
	/** Ends it between two files; what the folder held before is still whole. */
	signal: AbortSignal;
	/** Called with each file that was brought. */
	brought(): void;
}

/** What was deleted between a snapshot and the look at its files is not in the next one. */
const ROUNDS = 5;

async function assertUsable(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const names = await readdir(folder);
	const isOurs = names.every((name) =>
		/^(backup\.json|tmp$|objects$|uploads$|secrets\.json$|database-)/.test(name),
	);
	if (isOurs || (await readManifest(folder))) return;
	throw new CannotBackUp(
		`${folder} has something else in it. Name an empty folder, or a backup's.`,
	);
}

interface Round {
	snapshot: Snapshot;
	store: Mirrored;
	uploads: Mirrored;
	missing: string[];
}

const sameKeys = (a: readonly string[], b: readonly string[] | null) =>
	b !== null && a.length === b.length && a.every((key, index) => key === b[index]);

class Backup {
	readonly #options: BackupOptions;
	readonly #inBucket = config().s3 !== null;

	constructor(options: BackupOptions) {
		this.#options = options;
	}

	#at(...names: string[]): string {
		return join(this.#options.folder, ...names);
	}

	/** Objects never change under their name; uploads are written on. */
	#bring(from: string, to: string, link: boolean): Promise<Mirrored> {
		const { brought, signal } = this.#options;
		const temporary = this.#at("tmp");
		const options = { temporary, link, signal, brought };
		return mirror(join(config().dataDir, from), this.#at(to), options);
	}

	#bringStore = () => this.#bring("storage/objects", "objects", true);

	async #round(): Promise<Round> {
		const snapshot = await Snapshot.open(this.#options.databaseUrl);
		try {
			// Bytes come before their row: what the snapshot names is there now, unless it was deleted since.
			const store = await this.#bringStore();
			const uploads = await this.#bring("uploads", "uploads", false);
			const missing = await findMissing(snapshot, this.#options.folder, this.#inBucket);
			return { snapshot, store, uploads, missing };
		} catch (error) {
			await snapshot.close();
			throw error;
		}
	}

	/** Until a snapshot names nothing that is not here, or always the same: that was lost before. */
	async #settle(): Promise<Round> {
		let before: string[] | null = null;
		for (let count = 1; ; count++) {
			const round = await this.#round();
			const { missing } = round;
			if (missing.length === 0 || sameKeys(missing, before) || count === ROUNDS) return round;
			before = missing;
			await round.snapshot.close();
		}
	}

	async make(): Promise<Manifest> {
		await rm(this.#at("tmp"), { recursive: true, force: true });
		// The long part, before the snapshot: an open one keeps the database from tidying up.
		await this.#bringStore();
		const { snapshot, store, uploads, missing } = await this.#settle();
		try {
			const database = `database-${this.#options.now.toISOString().toLowerCase().replace(/[:.]/g, "-")}`;
			const dumped = await snapshot.dump(this.#at(database));
			await this.#keepSecrets();
			const manifest: Manifest = {
				...{ format: 1, version: VERSION, made_at: this.#options.now.toISOString(), database },
				...{ migrations: await snapshot.migrations(), ...dumped },
				...{ objects: store.files, uploads: uploads.files, bytes: store.bytes + uploads.bytes },
				...{ bucket: config().s3?.bucket ?? null, missing: missing.length },
			};
			await writeManifest(this.#options.folder, manifest);
			await this.#tidy(snapshot, database);
			return manifest;
		} finally {
			await snapshot.close();
		}
	}

	/** Without them every signed address and every sign-in ends; whoever reads them can sign in as anybody. */
	async #keepSecrets(): Promise<void> {
		const secrets = await readFile(join(config().dataDir, "secrets.json")).catch(() => null);
		if (secrets) await writeFile(this.#at("secrets.json"), secrets, { mode: 0o600, flush: true });
	}

	/** What only the backup before this one needed. */
	async #tidy(snapshot: Snapshot, database: string): Promise<void> {
		for (const name of await readdir(this.#options.folder))
			if (name.startsWith("database-") && name !== database)
				await rm(this.#at(name), { recursive: true });
		const store = join(config().dataDir, "storage/objects");
		await removeStrangers(snapshot, { folder: this.#options.folder, store });
		await rm(this.#at("tmp"), { recursive: true, force: true });
	}
}

/** Throws `CannotBackUp` where the folder is no place for it, or another backup is being made. */
export async function makeBackup(options: BackupOptions): Promise<Manifest> {
	const { dataDir } = config();
	if (!(await stat(dataDir).catch(() => null)))
		throw new CannotBackUp(`There is no folder ${dataDir}. Is DATA_DIR right?`);
	await assertUsable(options.folder);
	const lock = await tryLock("backup");
	if (!lock) throw new CannotBackUp("Another backup is being made just now.");
	try {
		return await new Backup(options).make();
	} finally {
		await lock.release();
	}
}
