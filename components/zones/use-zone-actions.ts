"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useUndo } from "#components/gallery/use-undo.ts";
import { usePerform } from "#components/ui/use-perform.ts";
import { callApi } from "#lib/client/api.ts";
import type { Destination } from "#lib/client/bulk-requests.ts";
import { eventKeys } from "#lib/client/events.queries.ts";
import { inParts } from "#lib/client/in-parts.ts";
import { photoKeys } from "#lib/client/photos.queries.ts";
import { withZone, type ZonePages } from "#lib/client/zone-pages.ts";
import { zoneKeys } from "#lib/client/zones.queries.ts";
import type { ZoneFile, ZoneView } from "#lib/zones/zone-pages.schema.ts";

export type Said = Partial<Pick<ZoneView, "title" | "description" | "tags">>;

const idsOf = (files: readonly ZoneFile[]) => files.map(({ id }) => id);

/** Sends what moves files, 500 at a time: the first part makes a new zone, the others follow into it. */
async function send(eventId: string, files: readonly ZoneFile[], to: Destination): Promise<void> {
	const path = `/api/events/${eventId}`;
	let zoneId = to.kind === "zone" ? to.id : null;
	for (const [part, media_ids] of inParts(idsOf(files)).entries())
		if (to.kind === "new" && part === 0) {
			const body = { media_ids, title: to.title };
			zoneId = (await callApi<ZoneView>("POST", `${path}/zones`, { body })).id;
		} else {
			const body = { media_ids, zone_id: zoneId };
			await callApi("POST", `${path}/media/move`, { body });
		}
}

/** What a person does to an event's zones. Each resolves to whether it was done; if not, that is told. */
export function useZoneActions(eventId: string) {
	const t = useTranslations("zones");
	const client = useQueryClient();
	const { perform, busy } = usePerform();
	const offerUndo = useUndo(eventId);
	const renew = () => client.invalidateQueries({ queryKey: zoneKeys.event(eventId) });
	const renewAll = () => {
		void client.invalidateQueries({ queryKey: photoKeys.event(eventId) });
		void client.invalidateQueries({ queryKey: eventKeys.all });
		return renew();
	};
	const zonePath = (id: string) => `/api/v1/events/${eventId}/media/zones/${id}`;
	return {
		busy,
		say: (zone: ZoneView, said: Said) =>
			perform(async () => {
				await callApi("PATCH", zonePath(zone.id), { body: said });
				client.setQueryData<ZonePages>(zoneKeys.list(eventId), (pages) =>
					pages ? withZone(pages, zone.id, said) : pages,
				);
			}),
		move: (files: readonly ZoneFile[], to: Destination) =>
			perform(
				() => send(eventId, files, to).finally(renew),
				to.kind === "none"
					? t("takenOut", { count: files.length })
					: t("moved", { count: files.length, title: to.title ?? t("untitled") }),
			),
		/** Resolves to the ids of those that were deleted: where one request fails, those of the ones before. */
		remove: async (files: readonly ZoneFile[]): Promise<readonly string[]> => {
			const removed: string[] = [];
			await perform(async () => {
				try {
					for (const media_ids of inParts(idsOf(files))) {
						await callApi("POST", `/api/events/${eventId}/media/remove`, { body: { media_ids } });
						removed.push(...media_ids);
					}
				} finally {
					await renewAll();
				}
			});
			const counts = { count: removed.length, total: files.length };
			const outcome = counts.count < counts.total ? "error" : "success";
			if (counts.count > 0) offerUndo(removed, t("removed", counts), outcome);
			return removed;
		},
		removeZone: (zone: ZoneView) =>
			perform(
				() => callApi("DELETE", zonePath(zone.id)).finally(renewAll),
				t("zoneRemoved", { count: zone.file_count }),
			),
	};
}
export type ZoneActions = ReturnType<typeof useZoneActions>;
