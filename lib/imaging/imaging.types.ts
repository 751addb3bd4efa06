/** What goes into the imaging module and what comes out. Safe to import anywhere; pulls in types alone. */

import type { StripRecipe } from "./strip-recipe.ts";

/** Longest side in pixels of each rendition, largest first, the order in which they are made. */
export const RENDITION_SIZES = { large: 2000, medium: 1080, small: 400 } as const;

export type RenditionName = keyof typeof RENDITION_SIZES;

export interface RenderRequest {
	/** The original, a readable file. It is never changed. */
	inputPath: string;
	/** An existing folder for the renditions; the caller removes it. */
	outputDir: string;
	/** What the upload was taken for. The bytes decide; this is checked against them. */
	contentType: string;
	/**
	 * QR codes: none are looked for without this. `expected` looks again at a larger size where none
	 * was found at first, which costs a second decode.
	 */
	qr?: "expected" | "look";
}

export interface RenderedFile {
	name: RenditionName;
	/** Pixels. */
	width: number;
	/** Pixels. */
	height: number;
	/** Size of the file. */
	bytes: number;
	contentType: string;
	/** Absolute, inside `outputDir`. */
	path: string;
}

/** The fields of EXIF, IPTC and XMP that are of use. No serial numbers, no maker notes. */
export interface PhotoExif {
	make?: string;
	model?: string;
	lens?: string;
	software?: string;
	/** Seconds. */
	exposureTime?: number;
	fNumber?: number;
	iso?: number;
	/** Millimetres. */
	focalLength?: number;
	/** Millimetres, as if on 36 × 24 mm film. */
	focalLength35?: number;
	/** 1 to 8, as the file says; renditions are upright already. */
	orientation?: number;
	/** 0 to 5 stars. */
	rating?: number;
	title?: string;
	keywords?: string[];
	/** Offset of `takenAt` as the camera wrote it, such as "+07:00". */
	takenAtZone?: string;
	/** Degrees, WGS 84; for the owner alone. */
	gps?: { latitude: number; longitude: number; altitude?: number };
}

export interface Rendered {
	/** Of the upright original, in pixels. */
	width: number;
	/** Of the upright original, in pixels. */
	height: number;
	/** One of each name, never larger than the original. */
	renditions: RenderedFile[];
	/** https://evanw.github.io/thumbhash, base64. */
	thumbhash: string;
	/** Difference hash, 64 bit as 16 hex digits; near-identical shots differ in few bits. */
	dhash: string;
	/** Variance of the Laplacian at medium size: under about 100 is soft. */
	sharpness: number;
	/** The file is incomplete or broken in part; what could be read is shown. */
	damaged: boolean;
	/** Of an animation, else 1; renditions show the first. */
	frames: number;
	/** ISO 8601 in UTC. A camera that wrote no time zone is taken to have meant UTC. */
	takenAt: string | null;
	exif: PhotoExif;
	/** What the QR codes say, each once, in reading order; empty where none were asked for. */
	qr: string[];
	/** How to serve the original without its metadata; null where it cannot be done. */
	stripped: StripRecipe | null;
}

export interface FacesRequest {
	/** A readable file; or its bytes, of what must not be on a disk. */
	input: string | Uint8Array;
	models: FaceModels;
}

/** Files of the networks; see `lib/faces`. */
export interface FaceModels {
	modelsDir: string;
	scrfdFile?: string | undefined;
	arcfaceFile?: string | undefined;
}

export interface FoundFace {
	/** In fractions of the upright photo's sides, within it. */
	x: number;
	y: number;
	width: number;
	height: number;
	/** 0 to 1: how sure it is that this is a face. */
	score: number;
	/** 0 to 1: how well it can be recognised. */
	quality: number;
	/** Of unit length. */
	embedding: Float32Array;
}

export interface FoundFaces {
	/** The largest first. */
	faces: FoundFace[];
	/** What each stage took, milliseconds. */
	ms: { decode: number; detect: number; embed: number };
}

export interface CropRequest {
	/** A readable file, or its bytes. */
	input: string | Uint8Array;
	/** Pixels of what comes out. */
	width: number;
	height: number;
}

export interface Cropped {
	jpeg: Uint8Array;
}

export interface ImagingLimits {
	/** Width × height of any image. */
	maxPixels: number;
	/** The same for AVIF, whose decoder needs far more memory a pixel. */
	maxPixelsAvif: number;
}

export type ImagingErrorCode =
	| "INVALID_IMAGE"
	| "IMAGE_TOO_LARGE"
	| "UNSUPPORTED_FORMAT"
	| "DECODER_TIMEOUT"
	| "DECODER_MEMORY"
	| "DECODER_CRASHED";

const FINAL: ReadonlySet<ImagingErrorCode> = new Set([
	"INVALID_IMAGE",
	"IMAGE_TOO_LARGE",
	"UNSUPPORTED_FORMAT",
]);

/** A failure with a message for the person whose photo it is. */
export class ImagingError extends Error {
	readonly code: ImagingErrorCode;
	/** What only the log may know: the decoder's own words. */
	readonly log: string | undefined;

	constructor(code: ImagingErrorCode, message: string, log?: string) {
		super(message);
		this.name = "ImagingError";
		this.code = code;
		this.log = log;
	}

	/**
	 * True where the file itself is at fault and another attempt would say the same; false where the
	 * decoding process was lost, which costs one attempt.
	 */
	get final(): boolean {
		return FINAL.has(this.code);
	}
}
