/** What a page shows of a recognition's answer. */
import type { FacePicture } from "./face-types.ts";
import type { RecognitionEntry, RecognitionFace } from "./recognition-types.ts";

/** Whom the results are shown of at first: the surest of those recognised, else the largest face. */
export function firstFace({ faces }: RecognitionEntry): RecognitionFace | null {
	const area = ({ box }: RecognitionFace) => box.width * box.height;
	const sorted = faces.toSorted(
		(a, b) => (b.confidence ?? 0) - (a.confidence ?? 0) || area(b) - area(a),
	);
	return sorted[0] ?? null;
}

/** The rendition that a photo is drawn by; undefined while there is none. */
export function shapeOf(photo: RecognitionEntry["photo"]) {
	return photo?.medium ?? photo?.small ?? photo?.large;
}

/** A face cut out of its entry's photo; null while there is no picture of it. */
export function pictureOf({ photo }: RecognitionEntry, face: RecognitionFace): FacePicture | null {
	const shown = shapeOf(photo);
	if (!shown) return null;
	return { url: shown.url, ...face.box, image_width: shown.width, image_height: shown.height };
}
