/** Zones: files of an event that were sent together, with what is said of them. */
import type { z } from "zod";
import { audit } from "#lib/audit/audit.service.ts";
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/client.ts";
import { removeMedia } from "#lib/media/media.service.ts";
import { authorizeMedia, authorizeZone } from "./zones.access.ts";
import { assertId, mediaNotFound, zoneNotFound } from "./zones.policy.ts";
import * as repo from "./zones.repo.ts";
import type { MediaItem, mediaQuery, Zone, ZonePatch, zoneQuery } from "./zones.schema.ts";
import { labelsOf, toItem, toZone } from "./zones.view.ts";

export { authorizeMedia, authorizeZone } from "./zones.access.ts";
export { addFiles, uploadMedia } from "./zones.upload.ts";

/** A page of all files of an event, however they came, in the order they came. */
export async function listMedia(
	actor: Actor,
	eventId: string,
	{ file_type: contentType, skip, limit }: z.infer<typeof mediaQuery>,
): Promise<MediaItem[]> {
	const { event } = await authorizeMedia(actor, "media:list", eventId);
	const files = await repo.listFiles(event.id, { contentType, skip, limit });
	return files.map((file) => toItem(file, event.id));
}

/** A page of an event's zones with their files; of one type where that is asked for. */
export async function listZones(
	actor: Actor,
	eventId: string,
	{ file_type: contentType, skip, limit }: z.infer<typeof zoneQuery>,
) {
	const { event } = await authorizeMedia(actor, "media:list", eventId);
	const page = await repo.listZones(event.id, { contentType, skip, limit });
	const ids = page.zones.map(({ id }) => id);
	const files = Map.groupBy(await repo.listZoneFiles(ids, contentType), ({ zoneId }) => zoneId);
	// One that was deleted between the two queries has none left.
	const zones = page.zones.filter(({ id }) => files.has(id));
	return {
		zones: zones.map((zone) => toZone(zone, files.get(zone.id) ?? [])),
		total_zones: page.totalZones,
		total_files: page.totalFiles,
	};
}

export async function getZone(actor: Actor, eventId: string, zoneId: string): Promise<Zone> {
	const { zone } = await authorizeZone(actor, "media:list", eventId, zoneId);
	return toZone(zone, await repo.listZoneFiles([zone.id]));
}

/** Changes what is given and leaves the rest. Throws `NOTHING_TO_CHANGE`. */
export async function updateZone(actor: Actor, eventId: string, zoneId: string, patch: ZonePatch) {
	const { zone } = await authorizeZone(actor, "media:edit", eventId, zoneId);
	if (Object.keys(patch).length === 0)
		throw new AppError("NOTHING_TO_CHANGE", { message: "There is nothing to change" });
	return inTransaction(async (tx) => {
		const changed = await repo.updateZone(tx, zone.id, patch);
		if (!changed) throw zoneNotFound(zoneId, eventId);
		return {
			...labelsOf(changed),
			file_count: await repo.countZoneFiles(tx, changed.id),
			updated_at: changed.updatedAt.toISOString(),
		};
	});
}

/** A file of any kind, and its zone with the last. Throws `MEDIA_NOT_FOUND`. */
export async function deleteMedia(actor: Actor, eventId: string, mediaId: string): Promise<void> {
	const { event } = await authorizeMedia(actor, "media:edit", eventId);
	assertId("media_id", mediaId);
	if (!(await repo.hasFile(event.id, mediaId))) throw mediaNotFound(mediaId, eventId);
	await inTransaction(async (tx) => {
		if ((await removeMedia(tx, { id: mediaId })) === 0) throw mediaNotFound(mediaId, eventId);
		await audit(tx, actor, "photos_deleted", event.id, { count: 1 });
	});
}

/** A zone with all its files. */
export async function deleteZone(actor: Actor, eventId: string, zoneId: string): Promise<void> {
	const { proof, zone } = await authorizeZone(actor, "media:edit", eventId, zoneId);
	await inTransaction(async (tx) => {
		const deleted = await repo.updateZone(tx, zone.id, { deletedAt: new Date() });
		if (!deleted) throw zoneNotFound(zoneId, eventId);
		const count = await removeMedia(tx, { zoneId: zone.id });
		await audit(tx, actor, "photos_deleted", proof.event.id, { count });
	});
}
