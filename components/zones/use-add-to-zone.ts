"use client";

import { useCallback } from "react";
import { useAddPhotos } from "#components/upload/use-add-photos.ts";
import { folderOf, type Gathered } from "#lib/client/dropped-files.ts";
import { NewZone } from "#lib/client/new-zone.ts";

/** A zone's id; "new" for one of these files, called as their folder; "none" for none. */
export type Place = string;

/** Sends what was gathered to where it was dropped. */
export function useAddToZone(eventId: string) {
	const add = useAddPhotos();
	return useCallback(
		(gathered: Gathered, place: Place) => {
			const made = () => new NewZone(folderOf(gathered));
			const zone = place === "new" ? made() : place === "none" ? null : place;
			add(gathered, { eventId, zone });
		},
		[add, eventId],
	);
}
