/** An event's zones for its own pages: what there is, and what belongs together put together. */
import type { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import type { Db } from "#lib/db/client.ts";
import { authorize, type EventProof } from "#lib/events/events.service.ts";
import * as repo from "./zone-pages.repo.ts";
import type {
	FilePage,
	filePageQuery,
	ZonePage,
	ZoneView,
	zonePageQuery,
} from "./zone-pages.schema.ts";
import { toFile, toView } from "./zone-pages.view.ts";

export const zoneGone = () =>
	new AppError("ZONE_NOT_FOUND", { message: "This zone does not exist" });

/** A page of zones, newest first, each with its first files. `cursor` is a page's `next_cursor`. */
export async function listZonePage(
	actor: Actor,
	eventId: string,
	{ cursor, limit, files: most }: z.infer<typeof zonePageQuery>,
): Promise<ZonePage> {
	const { event } = await authorize(actor, "media:list", eventId);
	const [rows, totals] = await Promise.all([
		repo.listCounted(event.id, { before: cursor, limit: limit + 1 }),
		repo.countAll(event.id),
	]);
	const page = rows.slice(0, limit);
	return {
		zones: await withFirstFiles(page, most),
		next_cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
		total: totals.zones,
		file_total: totals.files,
		loose_total: totals.loose,
	};
}

async function withFirstFiles(
	zones: repo.CountedZone[],
	most: number,
	from?: Db,
): Promise<ZoneView[]> {
	const ids = zones.map(({ id }) => id);
	const files = Map.groupBy(await repo.listFirst(ids, most, from), ({ zoneId }) => zoneId);
	return zones.map((zone) => toView(zone, files.get(zone.id) ?? []));
}

/** Throws `ZONE_NOT_FOUND`. */
export async function getZoneView(
	actor: Actor,
	eventId: string,
	zoneId: string,
	{ files: most }: { files: number },
): Promise<ZoneView> {
	const proof = await authorize(actor, "media:list", eventId);
	return viewZone(proof, zoneId, most);
}

/** The same for who may see it; `from` is the transaction that it is in. */
export async function viewZone(
	proof: EventProof,
	zoneId: string,
	most: number,
	from?: Db,
): Promise<ZoneView> {
	const zone = await findCounted(proof, zoneId, from);
	const [view] = await withFirstFiles([zone], most, from);
	return view as ZoneView;
}

async function findCounted(
	{ event }: EventProof,
	zoneId: string,
	from?: Db,
): Promise<repo.CountedZone> {
	const page = { only: zoneId, limit: 1 };
	const found = isUuid(zoneId) ? await repo.listCounted(event.id, page, from) : [];
	if (!found[0]) throw zoneGone();
	return found[0];
}

/**
 * A page of a zone's files, in the order they came; of those in no zone, newest first, where `zoneId` is
 * "none". Throws `ZONE_NOT_FOUND`.
 */
export async function listZoneFiles(
	actor: Actor,
	eventId: string,
	zoneId: string,
	{ cursor, limit }: z.infer<typeof filePageQuery>,
): Promise<FilePage> {
	const proof = await authorize(actor, "media:list", eventId);
	const page = { cursor, limit: limit + 1 };
	const { rows, total } = await (zoneId === "none"
		? looseFiles(proof, page)
		: filesOf(proof, zoneId, page));
	const shown = rows.slice(0, limit);
	return {
		files: shown.map(toFile),
		next_cursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
		total,
	};
}

interface Page {
	cursor: string | undefined;
	limit: number;
}

async function looseFiles({ event }: EventProof, { cursor, limit }: Page) {
	const [rows, { loose }] = await Promise.all([
		repo.listLoose(event.id, { before: cursor, limit }),
		repo.countAll(event.id),
	]);
	return { rows, total: loose };
}

async function filesOf(proof: EventProof, zoneId: string, { cursor, limit }: Page) {
	const zone = await findCounted(proof, zoneId);
	const rows = await repo.listOfZone(zone.id, { after: cursor, limit });
	return { rows, total: zone.files };
}
