/** `npm run doctor`: looks whether rows and objects fit, on whatever installation the settings name. */
import { parseArgs } from "node:util";
import { ConfigError, readConfig, reloadConfig } from "#lib/config/config.ts";
import { CannotLook, type DoctorOptions, examine } from "#lib/doctor/doctor.service.ts";
import { jsonReport, type Report, textReport } from "#lib/doctor/report.ts";
import { isAway } from "#lib/storage/store-away.ts";
import { closeAll, runTool } from "./tool.ts";
import { openDatabase } from "./tool-database.ts";

const HELP = `npm run doctor -- [options]

Compares what the database names with what the store has, and says what does not fit.

  --repair         does what can be done about it; without, nothing is changed
  --checksums      reads every original and compares its SHA-256; without, sizes alone
  --grace HOURS    leaves alone what is younger (24)
  --json           one JSON document instead of lines (npm run --silent doctor -- --json)
  --force          repairs also where most of a sample is missing

Ends with 0 where all is well, 1 where something is wrong (still), 2 where it could not look.
`;

function readOptions() {
	const { values } = parseArgs({
		options: {
			...{ repair: { type: "boolean" }, checksums: { type: "boolean" }, json: { type: "boolean" } },
			...{ force: { type: "boolean" }, help: { type: "boolean" } },
			grace: { type: "string", default: "24" },
		},
	} as const);
	const hours = Number(values.grace);
	if (values.grace.trim() === "" || !(hours >= 0) || !Number.isFinite(hours))
		throw new ConfigError("--grace is a number of hours, for example --grace 24");
	const { repair = false, checksums = false, json = false, force = false, help = false } = values;
	return { repair, checksums, json, force, help, graceMs: hours * 3600_000 };
}

/** What a person can do something about; a stack for the rest is of no use to them. */
function explain(error: unknown): string {
	if (isAway(error)) return "The object store does not answer. Try again when it is back.";
	const known = error instanceof CannotLook || error instanceof ConfigError;
	return known ? error.message : `It could not be looked at: ${String(error)}`;
}

/** Runs with the settings of an installation whose database is open. */
async function look(options: DoctorOptions, report: Report): Promise<void> {
	report.begin();
	try {
		for await (const finding of examine(options)) report.add(finding);
		report.end(null);
	} catch (error) {
		report.end(options.signal.aborted ? "It was stopped before it was through." : explain(error));
	}
}

async function main(signal: AbortSignal): Promise<number> {
	const { json, help, ...given } = readOptions();
	const write = (text: string) => void process.stdout.write(text);
	if (help) {
		write(HELP);
		return 0;
	}
	const database = await openDatabase(readConfig(process.env));
	// Of copies nothing is believed, and lines of a log are no part of a report.
	const own = { DATABASE_URL: database.url, S3_CACHE_MB: "0", LOG_LEVEL: "silent" };
	Object.assign(process.env, own);
	reloadConfig();
	try {
		const seen = { media: 0, batches: 0, objects: 0 };
		const options = { ...given, signal, seen, now: Date.now() };
		const report = json ? jsonReport(options, write) : textReport(options, write);
		await look(options, report);
		return report.code();
	} finally {
		await closeAll();
		await database.close();
	}
}

await runTool({ name: "doctor", main, explain });
