/**
 * Sheets a second of a whole batch: a ZIP of A4 sheets at 300 dpi, from the moment its upload is
 * accepted to `completed`, through the real web and worker processes, database and disk; beside plain
 * Node processes that render the same files in the same run: the bare renditions, and the renditions
 * with a placeholder, a hash and the sharpness, which the product makes too.
 * `npm run bench -- sheets [folder of JPEGs] [sheets]`
 *
 * Ours also unpacks, checks, hashes and flushes every sheet, and answers who asks for progress.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { completed, type Server, sendBatch, sendResumable } from "./batch-client.ts";
import { startChildren } from "./camera-photos.ts";
import { signIn, startPotret } from "./our-server.ts";
import { makeSheets, packSheets } from "./sheet-files.ts";

const COUNT = Number(process.argv[3] ?? 291);
const WARM_UP = 10;
const ROUNDS = 3;

const scratch = mkdtempSync(join(tmpdir(), "potret-bench-sheets-"));

async function perSecond(work: () => Promise<unknown>, count: number): Promise<number> {
	const started = performance.now();
	await work();
	return count / ((performance.now() - started) / 1000);
}

async function ours(server: Server, archive: string, count: number): Promise<number> {
	const upload = await sendResumable(server, archive);
	return perSecond(async () => completed(server, await sendBatch(server, upload)), count);
}

async function plain(way: "bare" | "described", warmUp: string[], files: string[]) {
	const children = startChildren(way);
	await children.render(warmUp);
	const found = await perSecond(() => children.render(files), files.length);
	await children.end();
	return found;
}

async function main(): Promise<void> {
	const files = await makeSheets(scratch, COUNT, process.argv[2]);
	const warmUp = files.slice(0, WARM_UP);
	const archive = await packSheets(join(scratch, "all.zip"), files);
	const small = await packSheets(join(scratch, "some.zip"), warmUp);
	console.log(`${COUNT} sheets, ${(statSync(archive).size / 1024 / 1024).toFixed(0)} MB`);
	const { url, stop } = await startPotret(join(scratch, "data"));
	try {
		const server = { url, headers: await signIn(url) };
		await ours(server, small, WARM_UP);
		const rounds: [bare: number, described: number][] = [];
		for (let round = 1; round <= ROUNDS; round++) {
			const bare = await plain("bare", warmUp, files);
			const described = await plain("described", warmUp, files);
			const found = await ours(server, archive, COUNT);
			rounds.push([found / bare, found / described]);
			console.log(
				`round ${round}: batch ${found.toFixed(1)} sheets/s (${(1 / found).toFixed(3)} s a sheet), bare ${bare.toFixed(1)}, described ${described.toFixed(1)}`,
			);
		}
		const median = (of: 0 | 1) =>
			rounds
				.map((ratios) => ratios[of])
				.toSorted((a, b) => a - b)
				[Math.floor(ROUNDS / 2)]?.toFixed(2);
		console.log(
			`median ratios: ${median(0)} of the bare pipeline, ${median(1)} of the described one`,
		);
	} finally {
		await stop();
	}
}

try {
	await main();
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
