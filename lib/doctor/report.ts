/** Findings in words for a person, or as one JSON document; written as they come. */

import type { ProblemKind } from "./doctor.policy.ts";
import type { DoctorOptions } from "./doctor.service.ts";
import type { Finding, Outcome } from "./findings.ts";

const LABELS: Record<ProblemKind, string> = {
	orphan: "Belongs to nothing",
	deleted: "Was deleted",
	leftover: "Left over",
	unknown: "Unknown",
	lost: "Lost",
	original: "Original missing",
	elsewhere: "Not here",
	size: "Wrong size",
	checksum: "Wrong checksum",
	returned: "Found again",
	pictures: "Pictures missing",
	tier: "Wrong place in its row",
	waiting: "Waits too long",
	archive: "Archive missing",
	"archive-size": "Archive of wrong size",
	"upload-file": "Upload without a row",
	"upload-bytes": "Upload without its bytes",
	temporary: "Unfinished",
	usage: "Counted wrongly",
};

export interface Report {
	begin(): void;
	add(finding: Finding): void;
	/** `error` is why the rest could not be looked at. */
	end(error: string | null): void;
	/** 0 all well, 1 something is wrong still, 2 could not look. */
	code(): 0 | 1 | 2;
}

type Options = Pick<DoctorOptions, "repair" | "checksums" | "graceMs" | "seen">;
type Write = (text: string) => void;

class Tally {
	readonly outcomes: Record<Outcome, number> = { found: 0, repaired: 0, left: 0 };
	readonly kinds: Partial<Record<ProblemKind, number>> = {};
	#failed = false;

	count({ kind, outcome }: Finding): void {
		this.outcomes[outcome] += 1;
		this.kinds[kind] = (this.kinds[kind] ?? 0) + 1;
	}

	fail(): void {
		this.#failed = true;
	}

	get code(): 0 | 1 | 2 {
		if (this.#failed) return 2;
		return this.outcomes.found + this.outcomes.left > 0 ? 1 : 0;
	}
}

const plural = (count: number, one: string, many = `${one}s`) =>
	`${count.toLocaleString("en")} ${count === 1 ? one : many}`;

const hours = (ms: number) => plural(ms / 3600_000, "hour");

export function lineOf({ kind, key, name, detail, note }: Finding): string {
	const about = name === null ? key : `${key} (${name})`;
	return `${LABELS[kind]}: ${about}: ${detail}${note === null ? "" : ` → ${note}`}`;
}

function summary({ outcomes }: Tally, { repair, checksums, seen }: Options): string[] {
	const { media, batches, objects } = seen;
	const total = outcomes.found + outcomes.repaired + outcomes.left;
	const looked = `${plural(media, "file")} and ${plural(batches, "batch", "batches")} in the database, ${plural(objects, "object")} in the store`;
	const read = checksums
		? "Every original was read."
		: "Sizes were compared; --checksums reads every original.";
	const lines = [`Looked at ${looked}. ${read}`];
	if (total === 0) return [...lines, "All is well."];
	if (repair)
		return [
			...lines,
			`Of ${plural(total, "problem")}, ${outcomes.repaired} repaired, ${outcomes.left} left.`,
		];
	return [
		...lines,
		`${plural(total, "problem")}. Nothing was changed; --repair does what can be done.`,
	];
}

export function textReport(options: Options, write: Write): Report {
	const tally = new Tally();
	const say = (line: string) => write(`${line}\n`);
	return {
		begin: () => {
			const { repair, graceMs } = options;
			const how = repair ? "Repairing." : "Looking only: nothing is changed.";
			say(`${how} What is younger than ${hours(graceMs)} is nobody's yet, and left alone.`);
		},
		add: (finding) => {
			tally.count(finding);
			say(lineOf(finding));
		},
		end: (error) => {
			if (error !== null) tally.fail();
			for (const line of error === null ? summary(tally, options) : [error]) say(line);
		},
		code: () => tally.code,
	};
}

/** A million findings are a million lines and never one string. */
export function jsonReport(options: Options, write: Write): Report {
	const tally = new Tally();
	let first = true;
	return {
		begin: () => {
			const { repair, checksums, graceMs } = options;
			const given = { repair, checksums, grace_hours: graceMs / 3600_000 };
			write(`${JSON.stringify(given).slice(0, -1)},"findings":[`);
		},
		add: (finding) => {
			tally.count(finding);
			write(`${first ? "\n" : ",\n"}${JSON.stringify(finding)}`);
			first = false;
		},
		end: (error) => {
			if (error !== null) tally.fail();
			const { outcomes, kinds } = tally;
			const summary = { looked_at: options.seen, ...outcomes, kinds };
			write(`\n],"summary":${JSON.stringify(summary)},"error":${JSON.stringify(error)}}\n`);
		},
		code: () => tally.code,
	};
}
