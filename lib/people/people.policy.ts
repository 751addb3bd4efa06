/** Whose people are whose, and which face of a picture is meant: pure functions. */
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";

/**
 * People belong to a domain: each of its users sees and changes all of them, and nobody else does, not
 * even an admin of another. Throws `UNAUTHENTICATED` for who has no account.
 */
export function domainOf({ user }: Actor): { domain: string; userId: string } {
	if (!user) throw new AppError("UNAUTHENTICATED", { message: "Please sign in" });
	return { domain: user.domain, userId: user.id };
}

export interface SeenFace {
	/** In fractions of the picture's sides. */
	width: number;
	height: number;
	/** 0 to 1, as faces are looked for and told apart. */
	score: number;
	quality: number;
}

/** Of the largest face's area: less is somebody in the background. */
const BACKGROUND = 0.15;
/** A face that is this blurred, small or turned away is like everybody. */
const LEAST_QUALITY = 0.05;

const areaOf = ({ width, height }: SeenFace) => width * height;

/** The one clear face of a picture. Throws `NO_FACE` and `MULTIPLE_FACES`. */
export function oneFace<Face extends SeenFace>(faces: readonly Face[]): Face {
	const [largest, ...others] = faces.toSorted((a, b) => areaOf(b) - areaOf(a));
	if (!largest || largest.quality < LEAST_QUALITY)
		throw new AppError("NO_FACE", {
			message: largest
				? "The face is too small, too blurred or turned away"
				: "No face was found in this photo",
		});
	const rivals = others.filter((face) => areaOf(face) >= BACKGROUND * areaOf(largest));
	if (rivals.length > 0)
		throw new AppError("MULTIPLE_FACES", {
			message: `This photo shows ${rivals.length + 1} faces. Send one with a single face`,
		});
	return largest;
}

/** Where a list goes on: after this name, and this id among those of the same name. */
export interface Place {
	name: string;
	id: string;
}

export function toCursor({ name, id }: Place): string {
	return Buffer.from(JSON.stringify([name, id])).toString("base64url");
}

/** Throws `VALIDATION_ERROR` for what is no cursor of ours. */
export function fromCursor(cursor: string): Place {
	try {
		const [name, id] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
		if (typeof name === "string" && !name.includes("\0") && /^[0-9a-f-]{36}$/.test(id))
			return { name, id };
	} catch {}
	throw new AppError("VALIDATION_ERROR", { message: "This cursor is not one of ours" });
}
