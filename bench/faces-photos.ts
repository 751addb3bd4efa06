/** Pictures for the face benches, decoded as the imaging side does it. */
import { sharp, toPixels } from "#lib/imaging/decoder.ts";

/** Of the large rendition, which faces are looked for in. */
const SIDE = 2000;

export const readPhoto = (file: string) =>
	toPixels(
		sharp(file).autoOrient().resize(SIDE, SIDE, { fit: "inside", withoutEnlargement: true }),
	);
