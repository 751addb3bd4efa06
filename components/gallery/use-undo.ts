"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { type Outcome, toast } from "#components/ui/toast.ts";
import { callApi } from "#lib/client/api.ts";
import { eventKeys } from "#lib/client/events.queries.ts";
import { inParts } from "#lib/client/in-parts.ts";
import { photoKeys } from "#lib/client/photos.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { zoneKeys } from "#lib/client/zones.queries.ts";

/** The server waits longer than this before anything of a deleted file is removed. */
const OFFERED_MS = 10_000;

/** Says that files of an event were deleted, and for ten seconds offers to bring them back. */
export function useUndo(eventId: string) {
	const t = useTranslations("undo");
	const errorText = useErrorText();
	const client = useQueryClient();
	const restore = useCallback(
		async (mediaIds: readonly string[]) => {
			let count = 0;
			try {
				for (const media_ids of inParts([...mediaIds])) {
					const path = `/api/events/${eventId}/media/restore`;
					const answer = await callApi<{ restored: string[] }>("POST", path, {
						body: { media_ids },
					});
					count += answer.restored.length;
				}
				const say = count < mediaIds.length ? toast.error : toast.success;
				say(t("restored", { count, total: mediaIds.length }));
			} catch (error) {
				toast.error(errorText(error));
			}
			for (const queryKey of [photoKeys.event(eventId), zoneKeys.event(eventId), eventKeys.all])
				void client.invalidateQueries({ queryKey });
		},
		[client, errorText, eventId, t],
	);
	return useCallback(
		(mediaIds: readonly string[], said: string, tone: Outcome = "success") =>
			toast[tone](said, {
				duration: OFFERED_MS,
				action: { label: t("action"), onClick: () => void restore(mediaIds) },
			}),
		[restore, t],
	);
}
