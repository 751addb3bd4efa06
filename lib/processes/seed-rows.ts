/** What is written down of the photos of a large event: the same for the same number, each time. */
import { createHash } from "node:crypto";
import type { Rendered } from "#lib/imaging/imaging.types.ts";
import { originalKey, renditionKey } from "#lib/storage/object-keys.ts";

const DAY_BEGINS = Date.parse("2026-11-14T01:00:00Z");
const DAY_MS = 14 * 3600_000;
/** The files come the day after. */
const SENT = DAY_BEGINS + 24 * 3600_000;
const GUESTS = ["Ayu", "Bagus", "Citra", "Dewi", "Eka", "Fajar", "Gita", "Hadi"];

/** A number from 0 up to `below`, that looks like chance and is not. */
export function chance(what: string, below: number): number {
	return createHash("sha256").update(what).digest().readUInt32BE() % below;
}

/** UUIDv7: by the moment of its arrival, then what looks like chance. */
export function seedId(place: number): string {
	const time = (SENT + place * 300).toString(16).padStart(12, "0");
	const rest = createHash("sha256").update(`photo ${place}`).digest("hex");
	const variant = (8 + chance(`variant ${place}`, 4)).toString(16);
	return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}

function albumOf(place: number): { album: string; uploaderName: string } {
	const drawn = chance(`album ${place}`, 100);
	const guest = GUESTS[chance(`guest ${place}`, GUESTS.length)] ?? "Anonymous";
	if (drawn < 75) return { album: "Official", uploaderName: "photographer" };
	return { album: drawn < 95 ? "Tamu" : "Bridesmaid", uploaderName: guest };
}

interface Stored {
	eventId: string;
	ownerId: string;
	place: number;
	rendered: Rendered;
	original: { size: number; sha256: string };
}

/** A photo that is ready, but for its renditions. */
export function mediaRow({ eventId, ownerId, place, rendered, original }: Stored) {
	const id = seedId(place);
	const { width, height, thumbhash, dhash, sharpness } = rendered;
	const arrived = new Date(SENT + place * 300);
	return {
		...{ id, eventId, ownerId, width, height, thumbhash, dhash, sharpness },
		...albumOf(place),
		fileName: `IMG_${String(place + 1).padStart(5, "0")}.jpg`,
		contentType: "image/jpeg",
		byteSize: BigInt(original.size),
		sha256: original.sha256,
		// One in forty has lost its time, as those do that went through a messenger.
		takenAt:
			chance(`time ${place}`, 40) === 0
				? null
				: new Date(DAY_BEGINS + chance(`moment ${place}`, DAY_MS / 1000) * 1000),
		objectKey: originalKey(id),
		state: "ready" as const,
		attempts: 1,
		createdAt: arrived,
		updatedAt: arrived,
		settledAt: arrived,
	};
}

export function renditionRows(mediaId: string, rendered: Rendered) {
	return rendered.renditions.map(({ name, width, height, bytes, contentType }) => ({
		...{ mediaId, name, width, height, bytes },
		objectKey: renditionKey(mediaId, name, contentType),
	}));
}
