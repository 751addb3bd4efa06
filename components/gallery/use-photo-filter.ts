"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useState } from "react";
import { type PhotoFilterChoice, readFilter, withFilter } from "#lib/client/photo-filter.ts";

/** What photos are chosen by, kept in the address: coming back, and whoever is sent it, sees the same. */
export function usePhotoFilter() {
	const query = useSearchParams();
	const [filter, setKept] = useState(() => readFilter(new URLSearchParams(query)));
	const setFilter = useCallback((next: PhotoFilterChoice) => {
		setKept(next);
		window.history.replaceState(null, "", withFilter(window.location.href, next));
	}, []);
	return { filter, setFilter };
}
