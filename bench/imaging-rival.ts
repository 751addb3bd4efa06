/**
 * One child of a rival in `imaging.ts`: takes paths over IPC, one at a time, and makes the three
 * renditions with the same settings, but its own way.
 */
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";

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

const ways = {
	/** Decoded once, each size from the next larger; profiles other than none after the resize. */
	async bare(path: string, folder: string) {
		const { icc } = await sharp(path).metadata();
		const opened = fitInside(sharp(path, { autoOrient: true, ignoreIcc: true }), "large");
		const large = icc
			? await toRaw(sharp(await opened.keepIccProfile().tiff({ compression: "none" }).toBuffer()))
			: await toRaw(opened);
		await write(large(), "large", folder);
		const medium = await toRaw(fitInside(large(), "medium"));
		await write(medium(), "medium", folder);
		await write(fitInside(medium(), "small"), "small", folder);
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
