/** Which of some photos stands for them all: a pure function. */

interface Candidate {
	status: string;
	damaged: boolean;
	/** Pixels. */
	width: number | null;
	height: number | null;
	album_name: string | null;
}

/** The first that is wide and whole, of the photographer's own if there is one. */
export function coverOf<Photo extends Candidate>(photos: readonly Photo[]): Photo | null {
	const wide = photos.filter(
		(photo) =>
			photo.status === "ready" && !photo.damaged && (photo.width ?? 0) > (photo.height ?? 0),
	);
	return wide.find((photo) => photo.album_name === "Official") ?? wide[0] ?? null;
}
