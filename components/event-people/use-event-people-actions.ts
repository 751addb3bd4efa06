"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePerform } from "#components/ui/use-perform.ts";
import { callApi } from "#lib/client/api.ts";
import { eventPeopleKeys } from "#lib/client/event-people.queries.ts";
import type { EventFace, EventPerson } from "#lib/client/face-types.ts";
import { photoKeys } from "#lib/client/photos.queries.ts";

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

/** What is done to the people of an event. Each resolves to whether it was done; if not, that is told. */
export function useEventPeopleActions(eventId: string) {
	const t = useTranslations("eventPeople");
	const client = useQueryClient();
	const { perform, busy } = usePerform();
	const path = (personId: string) => `/api/events/${eventId}/people/${personId}`;
	// Whose photos are whose is another answer now, for each of them.
	const renew = async () => {
		void client.invalidateQueries({ queryKey: photoKeys.layouts(eventId) });
		await client.invalidateQueries({ queryKey: eventPeopleKeys.event(eventId) });
	};
	return {
		busy,
		rename: (personId: string, name: string | null) =>
			perform(() => callApi("PATCH", path(personId), { body: { name } }).then(renew)),
		merge: (into: Pick<EventPerson, "id">, others: readonly EventPerson[]) =>
			perform(
				() =>
					callApi("POST", `${path(into.id)}/merge`, { body: { from: idsOf(others) } }).finally(
						renew,
					),
				t("merge.done", { count: others.length + 1 }),
			),
		/** These faces are somebody else's. */
		split: (personId: string, faces: readonly EventFace[]) =>
			perform(
				() =>
					callApi("POST", `${path(personId)}/split`, { body: { face_ids: idsOf(faces) } }).finally(
						renew,
					),
				t("split.done", { count: faces.length }),
			),
		forget: (personId: string) =>
			perform(() => callApi("DELETE", path(personId)).finally(renew), t("forget.done")),
	};
}
export type EventPeopleActions = ReturnType<typeof useEventPeopleActions>;
