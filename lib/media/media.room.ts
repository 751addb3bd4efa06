/** Files of a form that have arrived, and for which their owner has no room. */
import { findRoom, fitting, quotaExceeded } from "#lib/usage/usage.service.ts";
import type { Arrival } from "./media.forms.ts";
import * as repo from "./media.repo.ts";
import { discard, type StagedFile } from "./media.staging.ts";

/** The album they are for. What it has already is kept once, and takes no room. */
interface Album {
	eventId: string;
	album: string;
}

type Stored = Arrival & { staged: StagedFile };

const isStored = (arrival: Arrival): arrival is Stored => arrival.staged !== null;

async function leaveTwinsOut(arrivals: Stored[], { eventId, album }: Album): Promise<Stored[]> {
	const hashes = arrivals.map(({ staged }) => staged.sha256);
	const there = await repo.findContents(eventId, album, hashes);
	return arrivals.filter(({ staged: { sha256 } }, at) => {
		return !there.has(sha256) && hashes.indexOf(sha256) === at;
	});
}

/**
 * Leaves out what does not fit, with `QUOTA_EXCEEDED` as its fault: for forms of which the good files
 * are kept.
 */
export async function holdToRoom(
	arrivals: readonly Arrival[],
	ownerId: string,
	place?: Album,
): Promise<void> {
	const room = await findRoom(ownerId);
	if (!room) return;
	const stored = arrivals.filter(isStored);
	const taking = place ? await leaveTwinsOut(stored, place) : stored;
	const fits = fitting(
		room,
		taking.map(({ staged }) => staged.size),
	);
	for (const arrival of taking.filter((_, at) => !fits[at])) {
		const { mediaId } = arrival.staged;
		Object.assign(arrival, { staged: null, fault: quotaExceeded() });
		await discard([mediaId]);
	}
}
