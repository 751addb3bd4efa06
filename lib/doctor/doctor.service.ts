/** Holds rows and objects together, and says what does not fit. Safe beside servers that run. */
import { config } from "#lib/config/config.ts";
import { STRANDED_MS } from "#lib/media/media.service.ts";
import { objectStore, tieredStore } from "#lib/storage/store.ts";
import { seemsForeign } from "./doctor.policy.ts";
import * as repo from "./doctor.repo.ts";
import type { Examination, Finding } from "./findings.ts";
import { checkMedia } from "./media.check.ts";
import { checkArchives, checkTemporary, checkUploads, checkUsage } from "./other.checks.ts";

export interface DoctorOptions {
	/** False to look and to change nothing. */
	repair: boolean;
	/** Whether all bytes of all originals are read and compared; else only their sizes. */
	checksums: boolean;
	/** What is younger belongs to somebody who is not done yet. */
	graceMs: number;
	/** Repair also where most of a sample is missing. */
	force: boolean;
	/** Ends it between two steps. */
	signal: AbortSignal;
	now: number;
	/** Counted on while it goes. */
	seen: Examination["seen"];
}

/** The examination cannot begin, and the message says why. */
export class CannotLook extends Error {
	override name = "CannotLook";
}

const FOLDERS = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, "0"));
const SAMPLE = 20;

async function hasStrangers(): Promise<boolean> {
	for await (const _ of objectStore().list("media/")) return true;
	return false;
}

/**
 * With another database's files everything would be missing, or be nobody's, and all of it repaired.
 * Throws `CannotLook`.
 */
async function assertBelongTogether(): Promise<void> {
	const keys = await repo.sampleOriginals(SAMPLE);
	let there = 0;
	for (const key of keys) if (await objectStore().head(key)) there += 1;
	const missing = keys.length - there;
	const strangers = keys.length === 0 && (await hasStrangers());
	if (!seemsForeign({ there, missing, strangers })) return;
	const what = strangers
		? "The database names no file, and the store has some."
		: `Of ${keys.length} files that the database names, the store has ${there}.`;
	throw new CannotLook(
		`${what} Do DATA_DIR, S3_BUCKET and DATABASE_URL belong together? Nothing was changed. Where that is how it is: --force`,
	);
}

function circumstances({ now, graceMs }: DoctorOptions): Examination["now"] {
	return {
		before: new Date(now - graceMs),
		waitingSince: new Date(now - STRANDED_MS),
		tiered: tieredStore() !== null,
	};
}

/** Everything that is wrong, one by one, in no order. Throws `CannotLook` and `StoreAway`. */
export async function* examine(options: DoctorOptions): AsyncIterable<Finding> {
	const { repair, checksums, force, signal, seen } = options;
	const examination = { repair, checksums, signal, seen, now: circumstances(options) };
	if (repair && !force) await assertBelongTogether();
	for (const folder of FOLDERS) {
		signal.throwIfAborted();
		yield* checkMedia(folder, examination);
		yield* checkArchives(folder, examination);
	}
	yield* checkUploads(examination);
	yield* checkUsage(examination);
	// As patient as the sweep: a write may take long, and its time is that of its beginning.
	const patience = Math.max(options.graceMs, config().uploadExpiryMs);
	yield* checkTemporary(examination, new Date(options.now - patience));
}
