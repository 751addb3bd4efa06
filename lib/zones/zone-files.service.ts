/** Files of an event put into a zone or out of any, and deleted: all that were chosen and are there, or none. */
import type { z } from "zod";
import { audit } from "#lib/audit/audit.service.ts";
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { authorize, type EventProof, holdEvent } from "#lib/events/events.service.ts";
import { emptyingZones, presentOf, removeMedia, restoreMedia } from "#lib/media/media.service.ts";
import * as repo from "./zone-pages.repo.ts";
import type {
	filesMove,
	filesRemove,
	filesRestore,
	ZoneView,
	zoneCreate,
} from "./zone-pages.schema.ts";
import { viewZone, zoneGone } from "./zone-pages.service.ts";
import { insertZone, updateZone } from "./zones.repo.ts";

/** How many of a new zone's files its answer has. */
const SHOWN = 12;
/** Of several who change the same files at once, each may be overtaken by every other. */
const TRIES = 10;

/** Somebody has put a file into another zone meanwhile: that one has to be locked first. */
class Overtaken extends AppError {
	constructor() {
		super("UNAVAILABLE", { message: "Please try again", headers: { "Retry-After": "1" } });
	}
}

interface Chosen {
	proof: EventProof;
	mediaIds: string[];
	/** Those that are not there are left out. */
	skip: boolean;
	/** Locked with the zones that the files are in. */
	zoneId?: string | null;
}

/**
 * Runs a change with the event held and, locked in this order, zones and files; zones that it leaves
 * empty are deleted. Throws `MEDIA_NOT_FOUND` where one of the files is not the event's, unless those are
 * to be skipped.
 */
async function changing<T>(
	{ proof, mediaIds, skip, zoneId }: Chosen,
	change: (tx: Tx, files: { present: string[]; missing: string[] }) => Promise<T>,
): Promise<T> {
	const eventId = proof.event.id;
	const which = { eventId, id: { in: mediaIds } };
	const once = (tx: Tx) => async (zoneIds: readonly string[]) => {
		const files = await repo.lockFiles(tx, eventId, mediaIds);
		const chosen = presentOf(files, mediaIds, skip);
		if (files.some((file) => file.zoneId !== null && !zoneIds.includes(file.zoneId)))
			throw new Overtaken();
		return change(tx, chosen);
	};
	for (let tries = 1; ; tries++)
		try {
			return await inTransaction(async (tx) => {
				await holdEvent(tx, proof);
				return emptyingZones(tx, which, once(tx), zoneId ? [zoneId] : []);
			});
		} catch (error) {
			if (!(error instanceof Overtaken) || tries === TRIES) throw error;
		}
}

/** Makes a zone of files, wherever they were. */
export async function createZone(
	actor: Actor,
	eventId: string,
	{ media_ids: mediaIds, skip_missing: skip, title }: z.infer<typeof zoneCreate>,
): Promise<ZoneView> {
	const proof = await authorize(actor, "media:edit", eventId);
	const id = newId();
	return changing({ proof, mediaIds, skip }, async (tx, { present }) => {
		// A zone has a file.
		if (present.length === 0) presentOf([], mediaIds, false);
		await insertZone(tx, { id, eventId: proof.event.id, title, description: null, tags: [] });
		await repo.setZone(tx, present, id);
		// Of this moment: in the next, somebody else may have taken them.
		return viewZone(proof, id, SHOWN, tx);
	});
}

/** Puts files into a zone of the event, or out of any. Throws `ZONE_NOT_FOUND` besides. */
export async function moveFiles(
	actor: Actor,
	eventId: string,
	{ media_ids: mediaIds, skip_missing: skip, zone_id: zoneId }: z.infer<typeof filesMove>,
): Promise<{ moved: number; missing: string[] }> {
	const proof = await authorize(actor, "media:edit", eventId);
	if (zoneId && !(await hasZone(proof, zoneId))) throw zoneGone();
	return changing({ proof, mediaIds, skip, zoneId }, async (tx, { present, missing }) => {
		if (zoneId && !(await updateZone(tx, zoneId, {}))) throw zoneGone();
		await repo.setZone(tx, present, zoneId);
		return { moved: present.length, missing };
	});
}

const hasZone = async ({ event }: EventProof, zoneId: string) =>
	(await repo.listCounted(event.id, { only: zoneId, limit: 1 })).length > 0;

/** Deletes files, with the zones that they leave empty. For a moment they can be brought back. */
export async function removeFiles(
	actor: Actor,
	eventId: string,
	{ media_ids: mediaIds, skip_missing: skip }: z.infer<typeof filesRemove>,
): Promise<{ removed: number; missing: string[] }> {
	const proof = await authorize(actor, "media:edit", eventId);
	return changing({ proof, mediaIds, skip }, async (tx, { present, missing }) => {
		const eventId = proof.event.id;
		const count = present.length;
		if (count > 0) {
			await removeMedia(tx, { eventId, id: { in: present } }, { undo: true });
			await audit(tx, actor, "photos_deleted", eventId, { count });
		}
		return { removed: count, missing };
	});
}

/**
 * Brings back files that were deleted a moment ago, with their zones. What nothing can bring back, or
 * was sent again meanwhile, is left out. Throws `QUOTA_EXCEEDED`, and brings back nothing, where what came
 * meanwhile has taken their room.
 */
export async function restoreFiles(
	actor: Actor,
	eventId: string,
	{ media_ids: mediaIds }: z.infer<typeof filesRestore>,
): Promise<{ restored: string[] }> {
	const proof = await authorize(actor, "media:edit", eventId);
	return inTransaction(async (tx) => {
		await holdEvent(tx, proof);
		const restored = await restoreMedia(tx, proof.event.id, mediaIds);
		if (restored.length > 0)
			await audit(tx, actor, "photos_restored", proof.event.id, { count: restored.length });
		return { restored };
	});
}
