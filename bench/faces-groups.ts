/**
 * Faces found in a folder's pictures, listed and drawn: `node bench/faces-groups.ts FOLDER OUTPUT`.
 * Look at the pictures in OUTPUT: who is missed, and what is no face?
 */
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadFaceEngine } from "#lib/faces/engine.ts";
import type { Face } from "#lib/faces/faces.types.ts";
import { fromPixels, sharp } from "#lib/imaging/decoder.ts";
import { readPhoto } from "./faces-photos.ts";

const [folder, output] = process.argv.slice(2);
if (!folder || !output) throw new Error("Which folder of pictures, and where to?");
mkdirSync(output, { recursive: true });

function drawing(faces: Face[], width: number, height: number): Buffer {
	const shapes = faces.map(({ box, score, quality, landmarks }) => {
		const label = `${score.toFixed(2)} q${quality.toFixed(2)}`;
		const dots = landmarks.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="3" fill="#ff0"/>`);
		return `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}"
			fill="none" stroke="#0f0" stroke-width="3"/>${dots.join("")}
			<text x="${box.x}" y="${box.y - 6}" fill="#0f0" font-size="22">${label}</text>`;
	});
	const size = `width="${width}" height="${height}"`;
	return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${shapes.join("")}</svg>`);
}

sharp.unblock({ operation: ["VipsForeignLoadSvgBuffer"] });
const engine = await loadFaceEngine({ modelsDir: ".cache/models" });
for (const name of readdirSync(folder).filter((file) => /\.jpe?g$/i.test(file))) {
	const photo = await readPhoto(join(folder, name));
	const start = performance.now();
	const faces = await engine.detectFaces(photo);
	const ms = (performance.now() - start).toFixed(0);
	console.log(name.padEnd(28), `${faces.length} faces, ${ms} ms`);
	await fromPixels(photo)
		.composite([{ input: drawing(faces, photo.width, photo.height) }])
		.png()
		.toFile(join(output, `${name}.png`));
}
await engine.close();
