/**
 * One child of a rival in `imaging.ts`: takes paths over IPC, one at a time, and makes the three
 * renditions with the same settings, but its own way.
 */
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { rgbaToThumbHash } from "thumbhash";

sharp.concurrency(1);
sharp.cache(false);

const SIDES = { large: 2000, medium: 1080, small: 400 } as const;
type Name = keyof typeof SIDES;

const fitInside = (image: Sharp, name: Name) =>
	image.resize(SIDES[name], SIDES[name], { fit: "inside", withoutEnlargement: true });
const write = (image: Sharp, name: Name, folder: string) =>
	name === "small"
		? image.webp({ quality: 80, effort: 2 }).toFile(join(folder, `${name}.webp`))
		: image.jpeg({ quality: 80, optimiseCoding: false }).toFile(join(folder, `${name}.jpg`));
const toRaw = async (image: Sharp) => {
	const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
	return () =>
		sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
};

/** Decoded once, each size from the next larger; profiles other than none after the resize. */
async function renditions(path: string, folder: string) {
	const { icc } = await sharp(path).metadata();
	const opened = fitInside(sharp(path, { autoOrient: true, ignoreIcc: true }), "large");
	const large = icc
		? await toRaw(sharp(await opened.keepIccProfile().tiff({ compression: "none" }).toBuffer()))
		: await toRaw(opened);
	await write(large(), "large", folder);
	const medium = await toRaw(fitInside(large(), "medium"));
	await write(medium(), "medium", folder);
	await write(fitInside(medium(), "small"), "small", folder);
	return medium;
}

/** Variance of the Laplacian, by libvips. */
async function sharpness(image: Sharp): Promise<number> {
	const kernel = { width: 3, height: 3, kernel: [0, -1, 0, -1, 4, -1, 0, -1, 0], offset: 128 };
	const laplacian = await toRaw(image.greyscale().convolve(kernel));
	const { channels } = await laplacian().stats();
	return (channels[0]?.stdev ?? 0) ** 2;
}

/** A placeholder, a hash and the sharpness, each by the shortest way there is with sharp. */
async function describe(medium: () => Sharp) {
	const tiny = await medium()
		.resize(32, 32, { fit: "inside" })
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	rgbaToThumbHash(tiny.info.width, tiny.info.height, tiny.data);
	await medium().greyscale().resize(9, 8, { fit: "fill" }).raw().toBuffer();
	await sharpness(medium());
}

const ways = {
	async bare(path: string, folder: string) {
		await renditions(path, folder);
	},
	/** With all that the product keeps of a picture beside its renditions. */
	async described(path: string, folder: string) {
		await describe(await renditions(path, folder));
	},
	/** What one writes first: three independent calls. */
	async naive(path: string, folder: string) {
		for (const name of ["large", "medium", "small"] as const)
			await write(fitInside(sharp(path).autoOrient(), name), name, folder);
	},
};

const way = ways[process.argv[2] as keyof typeof ways];
process.on("message", async ({ path, folder }: { path: string; folder: string }) => {
	await way(path, folder);
	process.send?.("done");
});
