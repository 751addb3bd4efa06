/** Photos of an event, found by what is known of them. */
import type { Actor } from "#lib/core/actor.ts";
import { authorize } from "#lib/events/events.service.ts";
import { groupSimilar } from "#lib/imaging/similar.ts";
import * as find from "./find.repo.ts";
import * as galleries from "./gallery.repo.ts";
import type { PhotoFacets, PhotoFilter } from "./media.schema.ts";

const both = (some: string[] | undefined, others: string[] | undefined) => {
	if (!some || !others) return some ?? others;
	const among = new Set(others);
	return some.filter((id) => among.has(id));
};

/**
 * The ids of those that match, of the ids `within` where these are given; undefined where nothing is
 * asked for, and so all do.
 */
export async function findMatching(
	actor: Actor,
	eventId: string,
	{ q, uploader, from, to, tag, zone, damaged, similar }: PhotoFilter,
	within?: string[],
): Promise<string[] | undefined> {
	const proof = await authorize(actor, similar ? "media:list" : "gallery:view", eventId);
	const filter = { q, uploader, from, to, tag, zone, damaged };
	const asked = Object.values(filter).some((value) => value !== undefined);
	const found = asked ? await find.listMatching(galleries.galleryOf(proof), filter) : undefined;
	const alike = similar
		? groupSimilar(await galleries.listShots(galleries.galleryOf(proof))).flat()
		: undefined;
	return both(both(alike, found), within);
}

const MOST = 100;
const dayOf = (moment: Date | null) => moment?.toISOString().slice(0, 10) ?? null;

/** What its owner can choose by. */
export async function getFacets(actor: Actor, eventId: string): Promise<PhotoFacets> {
	const proof = await authorize(actor, "media:list", eventId);
	const { first, last, ...facets } = await find.countFacets(galleries.galleryOf(proof), MOST);
	return { ...facets, first: dayOf(first), last: dayOf(last) };
}
