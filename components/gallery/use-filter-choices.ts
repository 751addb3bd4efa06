"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useZoneWords } from "#components/zones/use-zone-words.ts";
import { eventPeopleQuery } from "#lib/client/event-people.queries.ts";
import type { FilterName, PhotoFilterChoice } from "#lib/client/photo-filter.ts";
import { zoneNamesQuery } from "#lib/client/zones.queries.ts";

type Said = Exclude<FilterName, "q">;

/** The zones of an event that have photos, with how many; none while they are not asked for. */
export function useZoneChoices(eventId: string, enabled: boolean) {
	const { titleOf } = useZoneWords();
	const { data = [] } = useQuery({ ...zoneNamesQuery(eventId), enabled });
	return data
		.map((zone) => ({
			id: zone.id,
			name: titleOf(zone),
			count: zone.file_count - zone.document_count,
		}))
		.filter(({ count }) => count > 0);
}

/** The people of an event, those on the most photos first. */
export function usePersonChoices(eventId: string, enabled: boolean) {
	const query = useInfiniteQuery({ ...eventPeopleQuery(eventId), enabled });
	const people = query.data?.pages.flatMap((page) => page.people) ?? [];
	return { people, query };
}

/** What a filter says, in words: zones and people are in it by their ids. */
export function useFilterWords(eventId: string, filter: PhotoFilterChoice) {
	const t = useTranslations("photoFilter");
	const inZone = filter.zone !== undefined && filter.zone !== "none";
	const zones = useZoneChoices(eventId, inZone);
	const { people } = usePersonChoices(eventId, filter.person !== undefined);
	const nameOf = (name: Said, value: string): string => {
		if (name === "zone") return zones.find(({ id }) => id === value)?.name ?? t("aZone");
		if (name === "person") return people.find(({ id }) => id === value)?.name ?? t("aPerson");
		return value;
	};
	return (name: Said, value: string): string =>
		name === "zone" && value === "none"
			? t("noZone")
			: t(`chips.${name}`, { value: nameOf(name, value) });
}
