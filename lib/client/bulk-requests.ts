/** What the API is asked for when many photos of an event are changed: 500 at a time, those left out counted. */
import type { AlbumName } from "#lib/events/events.values.ts";
import type { MediaEdited } from "#lib/media/media.schema.ts";
import type { ZoneView } from "#lib/zones/zone-pages.schema.ts";
import { callApi } from "./api.ts";
import type { PartDone } from "./bulk.ts";

/** Where files are moved to: a zone, a new one of that title, or none. */
export type Destination =
	| { kind: "zone"; id: string; title: string | null }
	| { kind: "new"; title: string | null }
	| { kind: "none" };

type Part = readonly string[];
type Send = (part: Part) => Promise<PartDone>;
type Missing = { missing: readonly string[] };

const skipping = (part: Part) => ({ media_ids: part, skip_missing: true });
const pathOf = (eventId: string, rest: string) => `/api/events/${eventId}/${rest}`;

export interface Edit {
	album_name?: AlbumName;
	add_tags?: readonly string[];
	remove_tags?: readonly string[];
}

export const editing =
	(eventId: string, edit: Edit): Send =>
	async (part) => {
		const body = { ...skipping(part), ...edit };
		const answer = await callApi<MediaEdited>("PATCH", pathOf(eventId, "media"), { body });
		const countOf = (why: MediaEdited["kept"][number]["reason"]) =>
			answer.kept.filter(({ reason }) => reason === why).length;
		return {
			done: answer.changed,
			left: {
				gone: answer.missing.length,
				duplicate: countOf("duplicate"),
				too_many_tags: countOf("too_many_tags"),
			},
		};
	};

/** The first part makes a new zone, the others follow into it. */
export function moving(eventId: string, to: Destination): Send {
	let zoneId = to.kind === "zone" ? to.id : null;
	let waits = to.kind === "new";
	return async (part) => {
		if (waits && to.kind === "new") {
			const body = { ...skipping(part), title: to.title };
			const zone = await callApi<ZoneView>("POST", pathOf(eventId, "zones"), { body });
			[zoneId, waits] = [zone.id, false];
			return { done: zone.file_count, left: { gone: part.length - zone.file_count } };
		}
		const body = { ...skipping(part), zone_id: zoneId };
		const path = pathOf(eventId, "media/move");
		const { moved, missing } = await callApi<Missing & { moved: number }>("POST", path, { body });
		return { done: moved, left: { gone: missing.length } };
	};
}

export const approving =
	(eventId: string): Send =>
	async (part) => {
		const body = { photo_ids: part, skip_missing: true };
		const path = pathOf(eventId, "photos/approve");
		const answer = await callApi<Missing & { approved: number }>("POST", path, { body });
		const gone = answer.missing.length;
		return {
			done: answer.approved,
			left: { gone, not_waiting: part.length - answer.approved - gone },
		};
	};

/** `onRemoved` is told which are deleted now, so that these alone are brought back. */
export const removing =
	(eventId: string, onRemoved: (ids: readonly string[]) => void): Send =>
	async (part) => {
		const path = pathOf(eventId, "media/remove");
		const answer = await callApi<Missing & { removed: number }>("POST", path, {
			body: skipping(part),
		});
		const gone = new Set(answer.missing);
		onRemoved(part.filter((id) => !gone.has(id)));
		return { done: answer.removed, left: { gone: gone.size } };
	};
