/** The photos that benchmarks work on, and the bare pipeline that they are held against. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

/** Photos decoded at the same time, by us and by the rivals. */
export const PARALLEL = 2;

/** So many files of different bytes: the photos in turn, each with a tail of its own. */
export async function collectPhotos(
	scratch: string,
	count: number,
	folder: string | undefined,
): Promise<string[]> {
	const photos = folder
		? readdirSync(folder)
				.filter((name) => /\.jpe?g$/i.test(name))
				.map((name) => readFileSync(join(folder, name)))
		: await Promise.all([false, true].map(makeUp));
	if (photos.length === 0) throw new Error(`No JPEG in ${folder}.`);
	return Array.from({ length: count }, (_, i) => {
		const path = join(scratch, `${i}.jpg`);
		writeFileSync(path, Buffer.concat([photos[i % photos.length] as Buffer, Buffer.from(`${i}`)]));
		return path;
	});
}

/** 24 megapixels of soft shapes and noise, about 10 MB. */
async function makeUp(profile: boolean): Promise<Buffer> {
	const noise = { type: "gaussian", mean: 128, sigma: 90 } as const;
	const shapes = await sharp({
		create: { width: 60, height: 40, channels: 3, background: "#000", noise },
	})
		.resize(6000, 4000, { kernel: "cubic" })
		.raw()
		.toBuffer();
	for (let i = 0; i < shapes.length; i++)
		shapes[i] = (shapes[i] as number) ^ ((i * 2654435761) >>> 28);
	const image = sharp(shapes, { raw: { width: 6000, height: 4000, channels: 3 } });
	return (profile ? image.withIccProfile("p3") : image).jpeg({ quality: 90 }).toBuffer();
}

/** Hands the files out, `PARALLEL` at a time. */
export async function share(
	files: string[],
	work: (path: string, lane: number) => Promise<unknown>,
) {
	const waiting = [...files];
	const lane = async (index: number) => {
		for (let path = waiting.shift(); path; path = waiting.shift()) await work(path, index);
	};
	await Promise.all(Array.from({ length: PARALLEL }, (_, index) => lane(index)));
}

export function outputOf(path: string): string {
	const folder = `${path}.out`;
	mkdirSync(folder, { recursive: true });
	return folder;
}

export interface RivalChildren {
	/** Renders all files, `PARALLEL` at a time. */
	render(files: string[]): Promise<void>;
	end(): Promise<void>;
}

/** Child processes that render files in a way of `imaging-rival.ts`. */
export function startChildren(way: "bare" | "described" | "naive"): RivalChildren {
	const rival = new URL("./imaging-rival.ts", import.meta.url);
	const children = Array.from({ length: PARALLEL }, () => fork(rival, [way]));
	const render = (files: string[]) =>
		share(files, async (path, lane) => {
			const child = children[lane];
			child?.send({ path, folder: outputOf(path) });
			if (child) await once(child, "message");
		});
	const end = async () => {
		for (const child of children) {
			child.disconnect();
			await once(child, "exit");
		}
	};
	return { render, end };
}
