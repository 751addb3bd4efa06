import { ALBUMS } from "#lib/events/events.values.ts";
import { findAccount } from "../account.ts";
import { Client } from "../client.ts";
import { command, readChoice, readCount } from "../command.ts";
import { DownloadRun, type Outcome } from "../download-run.ts";
import { findEvent } from "../events.ts";
import { assertOwn } from "../own-photos.ts";
import { EXIT, usageProblem } from "../problem.ts";
import { type Progress, startProgress } from "../progress.ts";
import { TargetFolder } from "../target-folder.ts";
import { counted, inBytes, print, printJson, styled } from "../terminal.ts";

const HELP = `
Usage: potret download FOLDER --event NAME [--album ALBUM]

Fetches the originals of your event into a folder, those of each album into one of its own. Only
those are fetched that the folder has not, so the same command can be run again, after an
interruption or when there are more. Nothing that is there is written over.

  --event NAME    your event, by its name or its id
  --album ALBUM   one alone, into the folder itself: ${ALBUMS.join(", ")}
  --parallel N    photos fetched at the same time (1 to 16; 3)
  --json          one JSON object a photo, and a summary at the end

Example: potret download ~/Photos/wedding --event "Asa & Budi"
Ends with 0 when all photos are there, 1 when some failed, 130 after Ctrl-C.
`;

export const download = command({
	name: "download",
	summary: "fetch the photos of an event",
	help: HELP,
	options: {
		event: { type: "string" },
		album: { type: "string" },
		parallel: { type: "string", default: "3" },
		json: { type: "boolean", default: false },
	},
	async run({ event, album, parallel, json }, [path, ...more], signal) {
		if (path === undefined || more.length > 0) throw usageProblem("Into which folder?");
		if (event === undefined) throw usageProblem("Which event? Say --event NAME.");
		const which = album === undefined ? undefined : readChoice("album", album, ALBUMS);
		const lanes = readCount("parallel", parallel, 1, 16);
		const progress = startProgress();
		const client = new Client(findAccount(), { signal, onWait: progress.wait });
		const eventId = await findEvent(client, event);
		await assertOwn(client, eventId);
		const folder = new TargetFolder(path, signal);
		const failed: Failed[] = [];
		const run = new DownloadRun({
			...{ client, folder, eventId, album: which, parallel: lanes, signal },
			onOutcome: (outcome) => {
				if (outcome.status === "failed") failed.push(outcome);
				show(outcome, json, progress);
			},
			onProgress: progress.update,
		});
		const free = folder.lock();
		try {
			await run.take();
		} catch (error) {
			if (!signal.aborted) throw error;
		} finally {
			free();
			progress.end();
			if (json) printJson({ summary: { ...run.tally, left: run.left } });
			else sentences(run, failed).forEach(print);
		}
		if (run.left > 0) return EXIT.stopped;
		return run.tally.failed > 0 ? EXIT.failed : EXIT.done;
	},
});

type Failed = Extract<Outcome, { status: "failed" }>;

function show(outcome: Outcome, json: boolean, progress: Progress): void {
	if (json) printJson(outcome);
	else if (outcome.status === "failed")
		progress.say(`${styled("red", "Failed")} ${outcome.file}: ${outcome.reason}`);
}

const MOST_NAMED = 5;

/** "1,998 of 2,000 photos are there"; what failed is named once more, since the rest has scrolled on. */
function sentences({ tally, left }: DownloadRun, failed: readonly Failed[]): string[] {
	const { photos, downloaded, there, bytes_received } = tally;
	const of = counted(photos, "photo");
	const fetched = `${downloaded.toLocaleString("en")} downloaded (${inBytes(bytes_received)})`;
	const lines = [
		`${(downloaded + there).toLocaleString("en")} of ${of} are in the folder: ${fetched}, ${there.toLocaleString("en")} there already`,
	];
	if (failed.length > 0) {
		const named = failed.slice(0, MOST_NAMED).map(({ file, reason }) => `${file} (${reason})`);
		const others = failed.length - named.length;
		const more = others > 0 ? `, and ${others} more` : "";
		lines.push(`${failed.length.toLocaleString("en")} of ${of} failed: ${named.join(", ")}${more}`);
	}
	if (left > 0) lines.push(`Stopped with ${left} of ${of} left. The same command fetches them.`);
	return lines;
}
