"use client";

import { useCallback, useEffect, useState } from "react";
import { rememberedSearch, rememberSearch, withSearch } from "#lib/client/found-me.ts";
import { readOpenPhoto } from "#lib/client/gallery-address.ts";

/** The search whose photos are shown, in the address and for this tab; null for all photos. */
export function useFoundMe(eventId: string, initial: string | null) {
	const [searchId, setSearchId] = useState(initial);
	const show = useCallback(
		(id: string | null) => {
			setSearchId(id);
			rememberSearch(eventId, id);
			window.history.replaceState(null, "", withSearch(window.location.href, id));
		},
		[eventId],
	);
	useEffect(() => {
		// Who was sent a photo is shown that photo, among all.
		const sent = readOpenPhoto(window.location.href) !== null;
		const id = initial ?? (sent ? null : rememberedSearch(eventId));
		if (id) show(id);
	}, [eventId, initial, show]);
	return { searchId, show };
}
