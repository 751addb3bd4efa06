/**
 * `GET …/progress` as impatient pages ask for it: 200 requests a second while a batch is being worked
 * on, in turns with as many of `GET /api/health` in the same run. Each request is sent at its time,
 * whether those before were answered or not; the time of an answer counts from then.
 * `npm run bench -- progress [seconds]`
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Server, sendBatch, sendResumable } from "./batch-client.ts";
import { signIn, startPotret } from "./our-server.ts";
import { makeSheets, packSheets, TASK_ID } from "./sheet-files.ts";

const PER_SECOND = 200;
const SECONDS = Number(process.argv[2] ?? 10);
const ROUNDS = 3;
/** More than can be done while the clock runs. */
const SHEETS = 291;

const scratch = mkdtempSync(join(tmpdir(), "potret-bench-progress-"));

/** Milliseconds to each answer, in ascending order. */
async function ask({ url, headers }: Server, path: string): Promise<number[]> {
	const started = performance.now();
	const one = async (index: number) => {
		const due = started + (index * 1000) / PER_SECOND;
		await pause(Math.max(0, due - performance.now()));
		const answer = await fetch(url + path, { headers });
		await answer.arrayBuffer();
		if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
		return performance.now() - due;
	};
	const times = await Promise.all(Array.from({ length: PER_SECOND * SECONDS }, (_, n) => one(n)));
	return times.sort((a, b) => a - b);
}

const at = (times: number[], share: number) =>
	times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;

const shown = (times: number[]) =>
	[0.5, 0.95, 0.99].map((share) => `${at(times, share).toFixed(1)}`).join(" / ");

async function main(): Promise<void> {
	const files = await makeSheets(scratch, SHEETS, undefined);
	const archive = await packSheets(join(scratch, "sheets.zip"), files);
	const potret = await startPotret(join(scratch, "data"), {
		RATE_READS_PER_MINUTE: String(10 * 60 * PER_SECOND),
	});
	try {
		const server = { url: potret.url, headers: await signIn(potret.url) };
		const ratios: number[] = [];
		for (let round = 1; round <= ROUNDS; round++) {
			const uploads = [await sendResumable(server, archive), await sendResumable(server, archive)];
			const [first, second] = uploads as [string, string];
			const id = await sendBatch(server, first, TASK_ID);
			const progress = await ask(server, `/api/batches/${id}/progress`);
			// A second one, so that there is work for the whole of the other's time too.
			await sendBatch(server, second, TASK_ID);
			const health = await ask(server, "/api/health");
			ratios.push(at(progress, 0.99) / at(health, 0.99));
			console.log(
				`round ${round}: p50 / p95 / p99 ms: progress ${shown(progress)}, health ${shown(health)}`,
			);
		}
		const median = ratios.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)];
		console.log(`${PER_SECOND} requests a second; median ratio of p99 ${median?.toFixed(2)}`);
	} finally {
		await potret.stop();
	}
}

try {
	await main();
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
