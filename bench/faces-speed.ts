/**
 * Milliseconds a photo by stage, and how near the whole is to the bare calls of the models:
 * `node bench/faces-speed.ts FOLDER [SECONDS]`. One thread; started twice, two cores.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { loadFaceEngine } from "#lib/faces/engine.ts";
import { Network } from "#lib/faces/network.ts";
import { readPhoto } from "./faces-photos.ts";

const [folder, seconds = "20"] = process.argv.slice(2);
if (!folder) throw new Error("Which folder of pictures?");

/** All time spent inside models; the same calls are made, so nothing else is compared. */
let inModels = 0;
const run = Network.prototype.run;
Network.prototype.run = async function timed(...input) {
	const start = performance.now();
	try {
		return await run.apply(this, input);
	} finally {
		inModels += performance.now() - start;
	}
};

const names = readdirSync(folder).filter((file) => /\.jpe?g$/i.test(file));
const photos = await Promise.all(names.map((name) => readPhoto(join(folder, name))));
const engine = await loadFaceEngine({ modelsDir: ".cache/models" });
const stages = { detect: 0, embed: 0 };
let [count, faces] = [0, 0];

async function once(): Promise<void> {
	for (const pixels of photos) {
		// A photo of its own each time: nothing is left over from the last round.
		const photo = { ...pixels };
		const start = performance.now();
		const found = await engine.detectFaces(photo);
		const detected = performance.now();
		await engine.embed(photo, found);
		stages.detect += detected - start;
		stages.embed += performance.now() - detected;
		count++;
		faces += found.length;
	}
}

await once();
[count, faces, inModels, stages.detect, stages.embed] = [0, 0, 0, 0, 0];
const until = performance.now() + Number(seconds) * 1000;
while (performance.now() < until) await once();
await engine.close();

const total = stages.detect + stages.embed;
const each = (ms: number) => `${(ms / count).toFixed(1)} ms`;
console.log(`${count} photos, ${faces} faces, ${((1000 * count) / total).toFixed(2)} photos/s`);
console.log(`faces and landmarks ${each(stages.detect)}, embeddings ${each(stages.embed)}`);
console.log(`in the models ${each(inModels)}: ${(inModels / total).toFixed(3)} of the time`);
