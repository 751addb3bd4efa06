/**
 * Photos a second from the first byte of the upload to the last photo that is ready, through the real
 * web and worker processes, database and disk; beside the bare pipeline in plain Node processes on the
 * same files in the same run. `npm run bench -- upload [folder of JPEGs]`
 *
 * Ours also receives, hashes and flushes every photo on the same cores.
 */
import { mkdtempSync, openAsBlob, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { collectPhotos, startChildren } from "./camera-photos.ts";
import { signIn, startPotret } from "./our-server.ts";

const COUNT = 24;
const PER_BATCH = 6;
const ROUNDS = 3;
const POLL_MS = 20;

const scratch = mkdtempSync(join(tmpdir(), "potret-bench-upload-"));

async function uploadAll(url: string, headers: Record<string, string>, files: string[]) {
	const created = await fetch(`${url}/api/events`, {
		method: "POST",
		headers,
		body: JSON.stringify({ name: "Bench", date: "2026-05-09" }),
	});
	const photos = `${url}/api/events/${(await created.json()).id}/photos`;
	const batches = Array.from({ length: COUNT / PER_BATCH }, (_, n) =>
		files.slice(n * PER_BATCH, (n + 1) * PER_BATCH),
	);
	await Promise.all(
		batches.map(async (batch) => {
			const form = new FormData();
			form.set("albumName", "Official");
			for (const [n, path] of batch.entries())
				form.set(`file${n}`, await openAsBlob(path), "p.jpg");
			const { status } = await fetch(`${photos}/batch`, { method: "POST", headers, body: form });
			if (status !== 200) throw new Error(`An upload answered ${status}.`);
		}),
	);
	for (;;) {
		const list = await (await fetch(`${photos}?limit=200`, { headers })).json();
		const statuses = list.photos.map(({ status }: { status: string }) => status);
		if (statuses.includes("failed")) throw new Error("A photo failed.");
		if (statuses.every((status: string) => status === "ready")) return;
		await pause(POLL_MS);
	}
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return COUNT / ((performance.now() - started) / 1000);
}

async function main(): Promise<void> {
	const files = await collectPhotos(scratch, COUNT, process.argv[2]);
	const potret = await startPotret(join(scratch, "data"));
	try {
		const headers = await signIn(potret.url);
		const ratios: number[] = [];
		for (let round = 1; round <= ROUNDS; round++) {
			const children = startChildren("bare");
			const bare = await perSecond(() => children.render(files));
			await children.end();
			const ours = await perSecond(() => uploadAll(potret.url, headers, files));
			ratios.push(ours / bare);
			console.log(
				`round ${round}: upload to ready ${ours.toFixed(2)} photos/s, bare pipeline ${bare.toFixed(2)} photos/s, ratio ${(ours / bare).toFixed(2)}`,
			);
		}
		const median = ratios.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
		console.log(`${COUNT} photos; median ratio ${median.toFixed(2)}`);
	} finally {
		await potret.stop();
	}
}

try {
	await main();
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
