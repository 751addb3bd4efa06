/**
 * How many of a folder's QR codes are found, at what cost: `node bench/imaging-qr.ts <folder>`. Its
 * index.json names file, payload and group. Ends with 1 where a code says something else.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createImagingPool } from "#lib/imaging/pool.ts";

interface Entry {
	file: string;
	payload: string;
	group: string;
}

interface Tally {
	files: number;
	found: number;
	wrong: number;
	ms: number;
}

async function main(folder: string, scratch: string): Promise<void> {
	const index: Entry[] = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
	const limits = { maxPixels: 120e6, maxPixelsAvif: 40e6, memoryMb: 1024, timeoutMs: 60_000 };
	const pool = createImagingPool({ ...limits, concurrency: 1, imagesPerChild: 500 });
	const render = async (file: string, qr?: "expected" | "look") => {
		const outputDir = join(scratch, `${file}-${qr}`);
		mkdirSync(outputDir, { recursive: true });
		const request = { inputPath: join(folder, file), outputDir, contentType: "image/jpeg" };
		const start = performance.now();
		const rendered = await pool.render(qr ? { ...request, qr } : request);
		return { texts: rendered.qr, ms: performance.now() - start };
	};
	await render(index[0]?.file ?? "", "look");
	for (const qr of ["look", "expected"] as const) {
		const groups: Record<string, Tally> = {};
		for (const { file, payload, group } of index) {
			groups[group] ??= { files: 0, found: 0, wrong: 0, ms: 0 };
			const tally = groups[group];
			const [without, { texts, ms }] = [await render(file), await render(file, qr)];
			tally.files++;
			tally.found += texts.includes(payload) ? 1 : 0;
			tally.wrong += texts.filter((text) => text !== payload).length;
			tally.ms += ms - without.ms;
		}
		print(qr, groups);
	}
	await pool.close();
}

function print(qr: string, groups: Record<string, Tally>): void {
	console.log(`${qr.padEnd(20)} found  wrong  ms more than without`);
	for (const [group, { files, found, wrong, ms }] of Object.entries(groups)) {
		const share = `${found}/${files}`;
		console.log(group.padEnd(20), share.padEnd(6), `${wrong}`.padEnd(6), (ms / files).toFixed(0));
		if (wrong > 0) process.exitCode = 1;
	}
}

const folder = process.argv[2];
if (!folder) throw new Error("Which folder? It holds pictures and an index.json.");
const scratch = mkdtempSync(join(tmpdir(), "potret-bench-qr-"));
try {
	await main(folder, scratch);
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
