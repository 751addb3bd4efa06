import { isPhoto } from "#lib/client/dropped-files.ts";
import { ALBUMS } from "#lib/events/events.values.ts";
import { findAccount } from "../account.ts";
import { Client } from "../client.ts";
import { command, readChoice, readCount } from "../command.ts";
import { findEvent } from "../events.ts";
import { findFiles } from "../files.ts";
import { EXIT, usageProblem } from "../problem.ts";
import { type Progress, startProgress } from "../progress.ts";
import { counted, inBytes, print, printJson, say, styled } from "../terminal.ts";
import { type Outcome, UploadRun } from "../upload-run.ts";
import { watch } from "../watch.ts";

const HELP = `
Usage: potret upload FOLDER|FILE... --event NAME --album ALBUM

Sends photos to an album of an event. Only those are sent that the album has not, so the same
command can be run again, after an interruption or when there are more.

  --event NAME      the event, by its name or its id
  --album ALBUM     ${ALBUMS.join(", ")}
  --uploader NAME   who is shown as their sender
  --parallel N      photos sent at the same time (1 to 16; 3)
  --watch           stay, and send what appears in the folder
  --dry-run         say what would be sent, and send nothing
  --json            one JSON object a file, and a summary at the end

Example: potret upload ~/Photos/wedding --event "Asa & Budi" --album Official
Ends with 0 when all photos are there, 1 when some failed, 130 after Ctrl-C.
`;

export const upload = command({
	name: "upload",
	summary: "send photos to an event",
	help: HELP,
	options: {
		event: { type: "string" },
		album: { type: "string" },
		uploader: { type: "string" },
		parallel: { type: "string", default: "3" },
		watch: { type: "boolean", default: false },
		"dry-run": { type: "boolean", default: false },
		json: { type: "boolean", default: false },
	},
	async run(values, paths, signal) {
		if (paths.length === 0) throw usageProblem("Which folder or which files are to be sent?");
		if (values.event === undefined) throw usageProblem("Which event? Say --event NAME.");
		const album = readChoice("album", values.album, ALBUMS);
		const parallel = readCount("parallel", values.parallel, 1, 16);
		const look = () => findFiles(paths, (name) => isPhoto({ name, type: "" }));
		const found = await look();
		const progress = startProgress();
		const client = new Client(findAccount(), { signal, onWait: progress.wait });
		const eventId = await findEvent(client, values.event);
		const stop = new AbortController();
		const run = new UploadRun({
			...{ client, parallel, dryRun: values["dry-run"] },
			target: { eventId, album, uploader: values.uploader },
			signal: AbortSignal.any([signal, stop.signal]),
			onOutcome: (outcome) => show(outcome, values.json, progress),
			onProgress: progress.update,
		});
		try {
			if (values.watch) {
				say("Watching for photos. Ctrl-C ends it.");
				for await (const files of watch(look, signal)) await run.take(files);
			} else await run.take(found.files);
		} catch (error) {
			if (!signal.aborted) throw error;
		} finally {
			// What is still being sent when something concerns all.
			stop.abort();
			progress.end();
			summarize(run, values, found.skipped);
		}
		if (run.left > 0) return EXIT.stopped;
		return run.tally.failed > 0 ? EXIT.failed : EXIT.done;
	},
});

function show(outcome: Outcome, json: boolean, progress: Progress): void {
	if (json) printJson(outcome);
	else if (outcome.status === "failed")
		progress.say(`${styled("red", "Failed")} ${outcome.file}: ${outcome.reason}`);
	else if (outcome.status === "missing") print(outcome.file);
}

interface Shown {
	json: boolean;
	"dry-run": boolean;
}

function summarize(run: UploadRun, options: Shown, skipped: number): void {
	if (options.json) printJson({ summary: { ...run.tally, left: run.left, skipped } });
	else sentences(run, options["dry-run"], skipped).forEach(print);
}

function sentences({ tally, left }: UploadRun, dry: boolean, skipped: number): string[] {
	const { files, sent, there, missing, failed, bytes_sent } = tally;
	const of = counted(files, "photo");
	const lines = dry
		? [`${missing} of ${of} would be sent, ${there} there already`]
		: [`${sent} of ${of} sent (${inBytes(bytes_sent)}), ${there} there already, ${failed} failed`];
	if (skipped > 0) lines.push(`${counted(skipped, "file")} of other kinds left out`);
	if (left > 0) lines.push(`Stopped with ${left} of ${of} left. The same command sends them.`);
	return lines;
}
