/** Faces on photos: who asks for them, and how they are matched. Found by the worker (`faces.handlers`). */
import { setTimeout as pause } from "node:timers/promises";
import type { Tx } from "#lib/db/client.ts";
import { matchPhoto } from "#lib/faces/matching.ts";
import { removeMedia } from "#lib/media/media.service.ts";
import { calibration } from "./engine.ts";
import { indexOf } from "./face-indexes.ts";
import * as repo from "./faces.repo.ts";

/** Has faces looked for in media that were just received; those that are no picture stay as they are. */
export function wantFaces(tx: Tx, mediaIds: readonly string[]): Promise<void> {
	return repo.want(tx, mediaIds);
}

/** Of a media that cannot be looked at: whoever waits for its faces waits no more. */
export async function giveUpFaces(tx: Tx, mediaId: string): Promise<void> {
	await repo.settle(tx, mediaId, "failed");
}

/** Deletes photos that are in no event, with what was found on them. */
export async function removeLooked(tx: Tx, mediaIds: readonly string[]): Promise<void> {
	await removeMedia(tx, { id: { in: [...mediaIds] } });
	await repo.deleteFaces(tx, mediaIds);
}

const FIRST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 400;

/** Waits until a media was looked at. Rejects with the signal's reason. */
export async function awaitFaces(mediaId: string, signal: AbortSignal) {
	for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 1.5, LONGEST_PAUSE_MS)) {
		const media = await repo.readFaceState(mediaId);
		if (media?.faceState !== "wanted") return media;
		await pause(wait, undefined, { signal });
	}
}

export interface PersonMatch {
	personId: string;
	/** 0 to 1. */
	confidence: number;
}

export interface FaceMatch {
	/** Null where nobody of the domain is alike enough. */
	person: PersonMatch | null;
	/** The most alike three, best first; the person, where there is one, is the first. */
	suggestions: PersonMatch[];
}

const SUGGESTIONS = 3;

/** Who of a domain is on one photo, for each of its faces; a person is there once. */
export async function matchFaces(
	domain: string,
	embeddings: readonly Float32Array[],
): Promise<FaceMatch[]> {
	const index = await indexOf(`domain:${domain}`);
	if (!index || index.people === 0)
		return embeddings.map(() => ({ person: null, suggestions: [] }));
	// Those who are another face's are taken out of a face's suggestions afterwards.
	const wanted = SUGGESTIONS + Math.max(0, embeddings.length - 1);
	const ranked = embeddings.map((embedding) => index.search(embedding, wanted));
	const matches = matchPhoto(ranked, { calibration: calibration(), enrolled: index.people });
	return matches.map(({ person, suggestions }, face) => {
		const others = matches.flatMap((match, other) =>
			other === face ? [] : [match.person?.personId],
		);
		const own = suggestions
			.filter(({ personId }) => !others.includes(personId))
			.slice(0, SUGGESTIONS);
		return { person, suggestions: own };
	});
}
