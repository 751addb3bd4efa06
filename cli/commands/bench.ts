import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { eventFull } from "#lib/events/events.schema.ts";
import { findAccount } from "../account.ts";
import { Client } from "../client.ts";
import { command, readCount } from "../command.ts";
import { findFiles, type LocalFile } from "../files.ts";
import { lanes } from "../lanes.ts";
import { sendPhoto } from "../photos.ts";
import { EXIT } from "../problem.ts";
import { PHOTOS, startProgress } from "../progress.ts";
import { counted, inBytes, print, printJson, say } from "../terminal.ts";

const HELP = `
Usage: potret bench [--photos N] [--parallel N] [--json]

Sends made-up photos to an event of their own, says how long that took, and deletes it.

  --photos N     how many (1 to 1000; 50)
  --parallel N   sent at the same time (1 to 16; 3)

Example: potret bench --photos 100 --parallel 4
`;

/** About what a phone's photo has, from a small picture that is quickly made. */
const PHOTO_BYTES = 3 * 1024 ** 2;
const CLEAN_UP_MS = 30_000;

export const bench = command({
	name: "bench",
	summary: "measure how fast photos can be sent",
	help: HELP,
	options: {
		photos: { type: "string", default: "50" },
		parallel: { type: "string", default: "3" },
		json: { type: "boolean", default: false },
	},
	async run(values, _words, signal) {
		const count = readCount("photos", values.photos, 1, 1000);
		const parallel = readCount("parallel", values.parallel, 1, 16);
		const client = new Client(findAccount(), { signal });
		const folder = mkdtempSync(join(tmpdir(), "potret-bench-"));
		try {
			const files = await makePhotos(folder, count);
			const result = await withEvent(client, (eventId) => {
				return measure(client, eventId, { files, parallel, signal });
			});
			if (values.json) printJson(result);
			else sentences(result).forEach(print);
			return EXIT.done;
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
});

function sentences({ photos, photos_per_second, p50_ms, p95_ms }: Result): string[] {
	return [
		`${counted(photos, "photo")} of ${inBytes(PHOTO_BYTES)}: ${photos_per_second} a second`,
		`Each took ${p50_ms} ms (median), ${p95_ms} ms (95th percentile)`,
	];
}

/** Photos that differ: a picture, and behind it bytes that decoders pass over. */
async function makePhotos(folder: string, count: number): Promise<LocalFile[]> {
	const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
	const create = { width: 600, height: 400, channels: 3, background: "#888", noise } as const;
	const picture = await sharp({ create }).jpeg().toBuffer();
	const photo = Buffer.alloc(PHOTO_BYTES);
	picture.copy(photo);
	for (let n = 0; n < count; n++) {
		photo.writeUInt32BE(n, PHOTO_BYTES - 4);
		writeFileSync(join(folder, `${n}.jpg`), photo);
	}
	return (await findFiles([folder], () => true)).files;
}

/** An event that is gone afterwards, whatever happens. */
async function withEvent<T>(client: Client, work: (eventId: string) => Promise<T>): Promise<T> {
	const event = { name: "Measurement", date: new Date().toISOString().slice(0, 10) };
	const made = { method: "POST", path: "/api/events", json: event, once: true };
	const { id } = await client.ask(made, eventFull);
	try {
		return await work(id);
	} finally {
		// Even after Ctrl-C, and where the server has gone, not for long.
		const signal = AbortSignal.timeout(CLEAN_UP_MS);
		await client
			.send({ method: "DELETE", path: `/api/events/${id}`, signal })
			.catch(() => say(`The event ${event.name} could not be deleted.`));
	}
}

type Result = Awaited<ReturnType<typeof measure>>;

interface Measurement {
	files: LocalFile[];
	parallel: number;
	signal: AbortSignal;
}

async function measure(client: Client, eventId: string, { files, parallel, signal }: Measurement) {
	const target = { eventId, album: "Official" as const, uploader: undefined };
	const progress = startProgress();
	const sending = lanes(parallel);
	const times: number[] = [];
	const started = performance.now();
	const sendOne = async (file: LocalFile) => {
		const begun = performance.now();
		await sendPhoto(client, target, file, { signal });
		times.push(performance.now() - begun);
		progress.update({ unit: PHOTOS, done: times.length, total: files.length });
	};
	try {
		await Promise.all(files.map((file) => sending(() => sendOne(file))));
	} finally {
		progress.end();
	}
	const seconds = (performance.now() - started) / 1000;
	times.sort((a, b) => a - b);
	const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
	const photos_per_second = Math.round((files.length / seconds) * 10) / 10;
	return { photos: files.length, parallel, photos_per_second, p50_ms: at(0.5), p95_ms: at(0.95) };
}
