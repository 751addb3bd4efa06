"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePerform } from "#components/ui/use-perform.ts";
import { callApi } from "#lib/client/api.ts";
import { eventKeys } from "#lib/client/events.queries.ts";
import { inParts } from "#lib/client/in-parts.ts";
import { photoKeys } from "#lib/client/photos.queries.ts";
import type { ChoosingPhotos } from "./use-choosing.ts";

/** Lets guests' photos in, or deletes them. Each resolves to whether it was done. */
export function useApproval(eventId: string, choosing: ChoosingPhotos) {
	const t = useTranslations("approval");
	const client = useQueryClient();
	const { perform, busy } = usePerform();
	const leave = async () => {
		// Their albums show them otherwise, or not at all.
		await client.invalidateQueries({ queryKey: photoKeys.layouts(eventId) });
		void client.invalidateQueries({ queryKey: eventKeys.detail(eventId) });
	};
	const send = (ids: readonly string[], path: string, field: string, said: string) => {
		// From here on they are not among those that are declined together.
		choosing.drop(ids);
		return perform(async () => {
			for (const part of inParts(ids)) {
				await callApi("POST", `/api/events/${eventId}/${path}`, { body: { [field]: part } });
				await leave();
			}
		}, said);
	};
	return {
		busy,
		approve: (ids: readonly string[]) =>
			send(ids, "photos/approve", "photo_ids", t("approved", { count: ids.length })),
		decline: (ids: readonly string[]) =>
			send(ids, "media/remove", "media_ids", t("declined", { count: ids.length })),
	};
}
