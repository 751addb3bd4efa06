/**
 * What a camera wrote, reduced to an allow-list. Everything here may be wrong or hostile: each
 * field is checked, cut to length, or left out.
 */
import type { PhotoExif } from "./imaging.types.ts";

/** Segments by exifr's names, each a flat record of untranslated values. */
export type Segments = Record<string, Record<string, unknown> | undefined>;

const TEXT_MAX = 500;
const KEYWORDS_MAX = 100;

/** Text without control characters, at most 500 characters; undefined for anything else. */
function text(...candidates: unknown[]): string | undefined {
	for (const candidate of candidates) {
		const value =
			typeof candidate === "object" && candidate !== null && "value" in candidate
				? candidate.value // XMP's language alternatives
				: candidate;
		if (typeof value !== "string") continue;
		const clean = value
			.replace(/\p{Cc}+/gu, " ")
			.trim()
			.slice(0, TEXT_MAX)
			// The cut may go through a character; half of one is no text to the database.
			.toWellFormed();
		if (clean) return clean;
	}
	return undefined;
}

/** The first finite number within the bounds. */
function number(min: number, max: number, ...candidates: unknown[]): number | undefined {
	for (const candidate of candidates) {
		const value = Array.isArray(candidate) ? candidate[0] : candidate;
		if (typeof value === "number" && value >= min && value <= max) return value;
	}
	return undefined;
}

function keywords(...candidates: unknown[]): string[] | undefined {
	for (const candidate of candidates) {
		if (candidate === undefined) continue;
		const words = (Array.isArray(candidate) ? candidate : [candidate])
			.slice(0, KEYWORDS_MAX)
			.map((word) => text(String(word)))
			.filter((word) => word !== undefined);
		if (words.length > 0) return [...new Set(words)];
	}
	return undefined;
}

function place(gps: Record<string, unknown> = {}): PhotoExif["gps"] {
	const latitude = number(-90, 90, gps.latitude);
	const longitude = number(-180, 180, gps.longitude);
	// Cameras without a fix write 0, 0.
	if (latitude === undefined || longitude === undefined || (latitude === 0 && longitude === 0))
		return undefined;
	const altitude = number(-1000, 100_000, gps.GPSAltitude);
	return altitude === undefined ? { latitude, longitude } : { latitude, longitude, altitude };
}

/** Cameras put their own name in capitals where a description belongs ("SONY DSC"). */
function unlessCamera({ ImageDescription: written }: Record<string, unknown>): unknown {
	return typeof written === "string" && written !== written.toUpperCase() ? written : undefined;
}

/** The allow-list, without the fields that are not there. */
export function pickExif(segments: Segments): PhotoExif {
	const { ifd0 = {}, exif = {}, iptc = {}, dc = {}, xmp = {}, aux = {}, gps } = segments;
	const picked: PhotoExif = {
		make: text(ifd0.Make),
		model: text(ifd0.Model),
		lens: text(exif.LensModel, aux.Lens),
		software: text(ifd0.Software, xmp.CreatorTool),
		exposureTime: number(0, 86_400, exif.ExposureTime),
		fNumber: number(0, 1000, exif.FNumber),
		iso: number(1, 1e7, exif.ISO),
		focalLength: number(0, 1e5, exif.FocalLength),
		focalLength35: number(1, 1e5, exif.FocalLengthIn35mmFormat),
		orientation: number(1, 8, ifd0.Orientation),
		rating: number(0, 5, xmp.Rating, ifd0.Rating),
		title: text(dc.title, iptc.ObjectName, dc.description, iptc.Caption, unlessCamera(ifd0)),
		keywords: keywords(dc.subject, iptc.Keywords),
		takenAtZone: text(exif.OffsetTimeOriginal, exif.OffsetTime),
		gps: place(gps),
	};
	return Object.fromEntries(
		Object.entries(picked).filter(([, value]) => value !== undefined),
	) as PhotoExif;
}

const EXIF_TIME = /^(\d{4}):(\d\d):(\d\d)[ T](\d\d):(\d\d):(\d\d)/;
const ZONE = /^[+-](0\d|1[0-4]):[0-5]\d$/;

/**
 * When the picture was taken, ISO 8601 in UTC with milliseconds, or null. EXIF writes local time
 * and, since 2.31, its offset beside it; without one the local time is taken for UTC, which keeps
 * the order of one camera's pictures and shows the hour that the clock on the wall showed.
 */
export function pickTakenAt(segments: Segments): string | null {
	const { exif = {}, ifd0 = {}, photoshop = {}, xmp = {} } = segments;
	const written = exif.DateTimeOriginal ?? exif.CreateDate;
	const match = typeof written === "string" ? EXIF_TIME.exec(written) : null;
	if (!match) return fromIso(photoshop.DateCreated ?? xmp.CreateDate) ?? fromExif(ifd0.ModifyDate);
	const zone = [exif.OffsetTimeOriginal, exif.OffsetTime].find(
		(offset): offset is string => typeof offset === "string" && ZONE.test(offset),
	);
	const fraction = /^\d{1,9}/.exec(String(exif.SubSecTimeOriginal ?? ""))?.[0] ?? "0";
	return fromParts(match, fraction.padEnd(3, "0").slice(0, 3), zone ?? "Z");
}

function fromExif(value: unknown): string | null {
	const match = typeof value === "string" ? EXIF_TIME.exec(value) : null;
	return match ? fromParts(match, "000", "Z") : null;
}

function fromParts(match: RegExpExecArray, milliseconds: string, zone: string): string | null {
	const [, year, month, day, hour, minute, second] = match;
	return valid(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${zone}`);
}

/** XMP's ISO 8601, which may leave out the zone. */
function fromIso(value: unknown): string | null {
	if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return null;
	return valid(/(Z|[+-]\d\d:\d\d)$/.test(value) ? value : `${value}Z`);
}

/** Null for the 31st of February, the year 0000 and clocks that were never set. */
function valid(iso: string): string | null {
	const time = new Date(iso);
	const year = time.getUTCFullYear();
	return Number.isNaN(time.getTime()) || year < 1826 || year > 2200 ? null : time.toISOString();
}
