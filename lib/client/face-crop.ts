import type { FacePicture } from "./face-types.ts";

/** So many times a face's longer side is shown of its photo: hair and chin belong to it. */
const ROOM = 1.7;

const within = (value: number, most: number) => Math.min(Math.max(0, value), most);
const percent = (share: number) => `${Number((share * 100).toFixed(3))}%`;

/**
 * Where a photo has to lie in a square frame, and how large, for the frame to show a face on it.
 * Of the frame's side, as CSS has it; the photo always fills the frame.
 */
export function cropOf(picture: FacePicture) {
	const { x, y, width, height, image_width: across, image_height: down } = picture;
	const face = Math.max(width * across, height * down);
	const side = Math.max(1, Math.min(face * ROOM, across, down));
	const left = within((x + width / 2) * across - side / 2, across - side);
	const top = within((y + height / 2) * down - side / 2, down - side);
	return {
		width: percent(across / side),
		height: percent(down / side),
		left: percent(-left / side),
		top: percent(-top / side),
	};
}

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** A box in fractions of a picture, as CSS has it. */
export function placeOf({ x, y, width, height }: Box) {
	return { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
}
