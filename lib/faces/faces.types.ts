/** What goes into the face engine and what comes out. Safe to import anywhere; pulls in nothing. */

/** A photo in memory: 8 bit a channel, sRGB, upright. What `lib/imaging` decodes fits. */
export interface Photo {
	/** width × height × channels bytes, rows from the top, no padding. */
	data: Uint8Array;
	width: number;
	height: number;
	/** 3 is RGB, 4 is RGB with alpha, which is not looked at. */
	channels: 3 | 4;
}

export interface Point {
	x: number;
	y: number;
}

/** In pixels of the photo; may reach past its edge. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** The eye on the left of the picture, the one on the right, the nose's tip, the mouth's corners. */
export type FivePoints = [Point, Point, Point, Point, Point];

export interface Candidate {
	box: Box;
	/** 0 to 1: how sure the detector is that this is a face. */
	score: number;
	/** Where the detector itself says so; a landmarker is asked otherwise. */
	landmarks?: FivePoints;
}

export interface Face extends Candidate {
	/** In pixels of the photo. */
	landmarks: FivePoints;
	/** 0 to 1: how well it can be recognised, from its size, its sharpness and where it looks. */
	quality: number;
}

/** Finds what may be faces. Boxes of one face may come more than once. */
export interface Detector {
	detect(photo: Photo): Promise<Candidate[]>;
}

/** Turns aligned faces into embeddings. */
export interface Embedder {
	/** Numbers in an embedding. */
	readonly length: number;
	/** One of unit length for each face, in their order. */
	embed(photo: Photo, faces: readonly { landmarks: FivePoints }[]): Promise<Float32Array[]>;
}
