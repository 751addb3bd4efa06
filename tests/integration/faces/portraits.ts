/** The portraits of the package that our models come from: real people, in groups of two to five. */
import { fileURLToPath } from "node:url";
import type { Photo } from "#lib/faces/faces.types.ts";
import { fromPixels, type Pixels, sharp, toPixels } from "#lib/imaging/decoder.ts";

export const MODELS = fileURLToPath(new URL("../../../.cache/models", import.meta.url));

export const PORTRAITS = [1, 2, 3, 4, 5, 6];

const file = (number: number) =>
	fileURLToPath(import.meta.resolve(`@vladmandic/face-api/demo/sample${number}.jpg`));

export const portrait = (number: number): Promise<Pixels> => toPixels(sharp(file(number)));

/** Squeezed into a square, for a network that is given no less. */
export const squeezed = (number: number, side: number): Promise<Pixels> =>
	toPixels(sharp(file(number)).resize(side, side, { fit: "fill" }));

const DEGREES = 5;
const SCALE = 0.7;

/** As another camera might show it: turned, smaller, brighter, and where a point of the photo went. */
export async function another(photo: Pixels) {
	const turned = await toPixels(
		fromPixels(photo).rotate(DEGREES, { background: "#808080" }).modulate({ brightness: 1.15 }),
	);
	const side = Math.round(turned.width * SCALE);
	const changed: Photo = await toPixels(fromPixels(turned).resize(side));
	const [cos, sin] = [Math.cos((DEGREES * Math.PI) / 180), Math.sin((DEGREES * Math.PI) / 180)];
	const follow = (x: number, y: number) => {
		const [dx, dy] = [(x - photo.width / 2) * SCALE, (y - photo.height / 2) * SCALE];
		return {
			x: cos * dx - sin * dy + changed.width / 2,
			y: sin * dx + cos * dy + changed.height / 2,
		};
	};
	return { changed, follow };
}
