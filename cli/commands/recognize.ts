import { writeFileSync } from "node:fs";
import type { RecognitionLog } from "#lib/recognition/recognition.schema.ts";
import { findAccount } from "../account.ts";
import { Client } from "../client.ts";
import { command } from "../command.ts";
import { findFiles } from "../files.ts";
import { EXIT, usageProblem } from "../problem.ts";
import { PHOTOS, startProgress } from "../progress.ts";
import { exportCsv, inRequests, recognize as recognizePhotos } from "../recognition.ts";
import { counted, print, printJson, table } from "../terminal.ts";

const PHOTO = /\.(jpe?g|png|gif|bmp|tiff?|webp|avif)$/i;

const HELP = `
Usage: potret recognize FOLDER|FILE... [--csv FILE] [--json]

Says who is on photos, of the people that your server knows.

  --csv FILE   keep the results as a table
  --json       one JSON object a photo, and a summary at the end

Example: potret recognize ~/Photos/wedding --csv people.csv
Ends with 0 when all photos were looked at, 1 when some could not be read.
`;

type Entry = RecognitionLog["entries"][number];

export const recognize = command({
	name: "recognize",
	summary: "say who is on photos",
	help: HELP,
	options: { csv: { type: "string" }, json: { type: "boolean", default: false } },
	async run({ csv, json }, paths, signal) {
		if (paths.length === 0) throw usageProblem("Which folder or which photos?");
		const { files } = await findFiles(paths, (name) => PHOTO.test(name));
		if (files.length === 0) throw usageProblem("There is no photo in it.");
		const progress = startProgress();
		const client = new Client(findAccount(), { signal, onWait: progress.wait });
		const logs: RecognitionLog[] = [];
		let before = 0;
		const total = files.length;
		try {
			progress.update({ unit: PHOTOS, done: 0, total });
			for (const request of inRequests(files)) {
				const onDone = (photos: number) =>
					progress.update({ unit: PHOTOS, done: before + photos, total });
				logs.push(await recognizePhotos(client, request, signal, onDone));
				before += request.length;
			}
			const ids = logs.map(({ batch_id }) => batch_id);
			if (csv !== undefined) writeFileSync(csv, await exportCsv(client, ids));
		} finally {
			progress.end();
			show(
				logs.flatMap(({ entries }) => entries),
				json,
			);
		}
		const failed = logs.some(({ entries }) => entries.some(({ metadata }) => metadata.error));
		return failed ? EXIT.failed : EXIT.done;
	},
});

function show(entries: readonly Entry[], json: boolean): void {
	const known = entries.filter(({ recognized }) => recognized);
	const people = [...new Set(known.map(({ primary_result }) => primary_result.person))];
	const failed = entries.filter(({ metadata }) => metadata.error).length;
	const photos = entries.length;
	if (json) {
		entries.forEach(printJson);
		printJson({ summary: { photos, recognized: known.length, failed, people } });
		return;
	}
	if (photos > 0) table(["Photo", "Person", "Sure", "Faces"], entries.map(rowOf)).forEach(print);
	print(`Somebody known on ${known.length} of ${counted(photos, "photo")}, ${failed} failed`);
}

function rowOf({ filename, primary_result, metadata }: Entry): string[] {
	const { person, confidence } = primary_result;
	if (metadata.error) return [filename, metadata.error];
	const sure = confidence === null ? "" : `${confidence.toFixed(1)} %`;
	return [filename, person, sure, String(metadata.face_count)];
}
