/** Photos of real people, of the package that our face models come from. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const bytesOf = (number: number) =>
	readFileSync(fileURLToPath(import.meta.resolve(`@vladmandic/face-api/demo/sample${number}.jpg`)));

/** A size that is quick to work on. */
const small = (number: number) => sharp(bytesOf(number)).resize(1200).jpeg().toBuffer();

/** Four people. */
export const fourPeople = (): Promise<Buffer> => small(6);
/** Three, none of them of those four. */
export const threeOthers = (): Promise<Buffer> => small(2);

/** The same four as another camera might show them. */
export const sameFour = (): Promise<Buffer> =>
	sharp(bytesOf(6))
		.rotate(4, { background: "#808080" })
		.resize(1100)
		.modulate({ brightness: 1.1 })
		.jpeg()
		.toBuffer();

/** A part of a photo, around a face that is there. */
const around = (photo: Buffer, [left, top, width, height]: [number, number, number, number]) =>
	sharp(photo)
		.extract({ left: left - 80, top: top - 80, width: width + 160, height: height + 160 })
		.modulate({ brightness: 1.05 });

/** The third of the four, alone. */
export const selfie = () => around(bytesOf(6), [1176, 305, 180, 278]);
/** The same with somebody nearly as near. */
export const twoAlike = () => around(bytesOf(6), [1176, 245, 519, 338]);
/** Somebody who is on neither of these photos. */
export const aStranger = () => around(bytesOf(5), [1406, 388, 168, 274]);
/** Of those three, alone. */
export const anotherSelfie = () => around(bytesOf(2), [901, 228, 148, 216]);
