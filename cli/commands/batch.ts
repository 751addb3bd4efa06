import type { z } from "zod";
import type { sheetBatchDetail } from "#lib/batches/sheets.schema.ts";
import { findAccount } from "../account.ts";
import { findSource } from "../archive.ts";
import { type BatchFields, BatchRun } from "../batch-run.ts";
import { Client } from "../client.ts";
import { command, readChoice } from "../command.ts";
import { findEvent } from "../events.ts";
import { EXIT, usageProblem } from "../problem.ts";
import { type Progress, startProgress } from "../progress.ts";
import { counted, print, printJson, say } from "../terminal.ts";

const HELP = `
Usage: potret batch ZIP|FOLDER --task DIGITS [--event NAME]
       potret batch ZIP|FOLDER --qr first|split [--event NAME]

Sends a ZIP, or a folder's images, as one batch of sheets, and waits until it is done. Stopped or
killed, the same command goes on where it was.

  --task DIGITS       the task's 8 digits
  --qr first|split    the first sheet names the task; or every sheet with a code opens a group
  --event NAME        its images become this event's photos too
  --no-wait           end when it has arrived
  --json              the batch as JSON

Example: potret batch scans.zip --task 14900113
Ends with 0 when all sheets are processed, 1 when some failed, 130 after Ctrl-C.
`;

export const batch = command({
	name: "batch",
	summary: "send a ZIP or a folder as a batch of sheets",
	help: HELP,
	options: {
		task: { type: "string" },
		qr: { type: "string" },
		event: { type: "string" },
		"no-wait": { type: "boolean", default: false },
		json: { type: "boolean", default: false },
	},
	async run(values, [path, ...more], signal) {
		if (path === undefined || more.length > 0) throw usageProblem("Which ZIP or which folder?");
		const mode = readMode(values);
		const source = await findSource(path);
		const progress = startProgress();
		const client = new Client(findAccount(), { signal, onWait: progress.wait });
		const event = values.event === undefined ? null : await findEvent(client, values.event);
		const fields = { ...mode, ...(event === null ? {} : { event_id: event }) };
		const run = new BatchRun(client, source, fields, signal);
		const free = run.lock();
		try {
			const [onRead, onSent] = [showing(progress, "MB read"), showing(progress, "MB sent")];
			const id = await run.send({ onRead, onSent });
			const done = values["no-wait"] ? null : await run.wait(id, progress);
			run.forget();
			progress.end();
			const url = `${client.account.url}/batches/${id}`;
			if (values.json) printJson(done ?? { batch_id: id });
			else (done ? sentences(done, url) : [`Sent: ${url}`]).forEach(print);
			return !done || isWell(done) ? EXIT.done : EXIT.failed;
		} catch (error) {
			progress.end();
			if (signal.aborted) say("Stopped. The same command goes on from here.");
			throw error;
		} finally {
			free();
		}
	},
});

type Done = z.infer<typeof sheetBatchDetail>;

const isWell = ({ status, failed_count }: Done) => status === "completed" && failed_count === 0;

const inMegabytes = (bytes: number) => Math.ceil(bytes / 1e6);

const showing = (progress: Progress, unit: string) => (bytes: number, total: number) =>
	progress.update({ unit: [unit, unit], done: inMegabytes(bytes), total: inMegabytes(total) });

function readMode({ task, qr }: { task?: string; qr?: string }): BatchFields {
	if (qr === undefined && task === undefined)
		throw usageProblem("Say --task with 8 digits, --qr first or --qr split.");
	if (task !== undefined && !/^\d{8}$/.test(task))
		throw usageProblem("--task must be exactly 8 digits.");
	const ofTask: BatchFields = task === undefined ? {} : { task_id: task };
	if (qr === undefined) return ofTask;
	if (readChoice("qr", qr, ["first", "split"]) === "split") return { qr_mode: "split", ...ofTask };
	if (task !== undefined) throw usageProblem("With --qr first, the first sheet names the task.");
	return { has_qr: "true" };
}

function sentences(done: Done, url: string): string[] {
	const { sheet_count, processed_count, failed_count, task_id, groups } = done;
	const lines = done.sheets.map(({ name, error }) => `Failed ${name}: ${error}`);
	const of = counted(sheet_count, "sheet");
	lines.push(`${processed_count} of ${of} processed, ${failed_count} failed`);
	if (done.error) lines.push(done.error.message);
	if (task_id !== null) lines.push(`Task ${task_id}`);
	if (groups.length > 0) lines.push(counted(groups.length, "group"));
	return [...lines, url];
}
