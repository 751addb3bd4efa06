/** People for tests of recognition: cut out of the portraits of the package that our models come from. */
import { fileURLToPath } from "node:url";
import sharp from "sharp";

/** Which portrait, and the face on it in its pixels: left, top, width, height. */
const PEOPLE = {
	ayu: [6, 1484, 245, 211, 312],
	budi: [4, 661, 49, 188, 266],
	citra: [5, 1112, 199, 158, 235],
	dewi: [3, 585, 332, 198, 269],
} as const;
export type Portrayed = keyof typeof PEOPLE;

const file = (number: number) =>
	fileURLToPath(import.meta.resolve(`@vladmandic/face-api/demo/sample${number}.jpg`));

/** One of these people alone; with `shot`, as another camera might have seen them. */
export async function aPortrait(of: Portrayed, shot = 0): Promise<Buffer> {
	const [number, left, top, width, height] = PEOPLE[of];
	const [dx, dy] = [Math.round(width * 0.35), Math.round(height * 0.3)];
	const region = { width: width + 2 * dx, height: height + 2 * dy };
	const cut = sharp(file(number)).extract({
		...region,
		...{ left: Math.max(0, left - dx), top: Math.max(0, top - dy) },
	});
	const side = Math.round(region.width * (1 - shot * 0.08));
	return cut
		.resize(side)
		.modulate({ brightness: 1 + shot * 0.05 })
		.jpeg({ quality: 90 })
		.toBuffer();
}

/** All four of the fourth portrait, budi among them. */
export const aGroup = (): Promise<Buffer> => sharp(file(4)).resize(1200).jpeg().toBuffer();
