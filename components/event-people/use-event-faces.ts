"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { usePerform } from "#components/ui/use-perform.ts";
import { callApi } from "#lib/client/api.ts";
import { eventFacesQuery, eventPeopleKeys } from "#lib/client/event-people.queries.ts";
import { eventKeys } from "#lib/client/events.queries.ts";
import { facesPollMs } from "#lib/client/polling.ts";

export interface FacesChange {
	enabled: boolean;
	guest_search?: boolean;
}

/** Whether faces are looked for, kept up to date while they are; and the switch for it. */
export function useEventFaces(eventId: string) {
	const t = useTranslations("eventPeople");
	const client = useQueryClient();
	const { perform, busy } = usePerform();
	const query = useQuery({
		...eventFacesQuery(client, eventId),
		refetchInterval: ({ state }) => facesPollMs(state.data, { failing: state.status === "error" }),
	});
	const { data: faces } = query;
	useOnChange(faces ? `${faces.faces} ${faces.people}` : null, () =>
		client.invalidateQueries({ queryKey: eventPeopleKeys.list(eventId) }),
	);
	const change = (to: FacesChange) =>
		perform(
			async () => {
				await callApi("PATCH", `/api/events/${eventId}/faces`, { body: to });
				void client.invalidateQueries({ queryKey: eventKeys.detail(eventId) });
				await client.invalidateQueries({ queryKey: eventPeopleKeys.event(eventId) });
			},
			to.enabled ? undefined : t("switchedOff"),
		);
	return { query, faces, change, busy };
}
export type ChangeFaces = ReturnType<typeof useEventFaces>["change"];

/** Acts when a value is another than it was; not at the first. */
function useOnChange(value: string | null, act: () => unknown) {
	const before = useRef(value);
	const latest = useRef(act);
	useEffect(() => {
		latest.current = act;
	});
	useEffect(() => {
		if (before.current !== null && before.current !== value) latest.current();
		before.current = value;
	}, [value]);
}
