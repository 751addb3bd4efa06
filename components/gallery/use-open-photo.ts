"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { toast } from "#components/ui/toast.ts";
import { readOpenPhoto, withOpenPhoto } from "#lib/client/gallery-address.ts";
import { photoAt } from "#lib/client/gallery-place.ts";
import { fetchLayout, photoKeys } from "#lib/client/photos.queries.ts";
import type { Opening } from "./lightbox.ts";
import type { GridHandle } from "./segment-grid.tsx";
import type { Shown } from "./use-photos.ts";

interface Options {
	/** Whether photos have addresses here. */
	enabled: boolean;
	shown: Shown;
	grid: RefObject<GridHandle | null>;
	open: (opening: Opening) => void;
}

/**
 * Opens the photo that the page's address names, wherever in the gallery it is: on arrival, and when the
 * reader goes forward to it again. Where it is not (any more), that is said, and the gallery stays.
 */
export function useOpenPhoto({ enabled, shown, grid, open }: Options) {
	const t = useTranslations("gallery");
	const [target, setTarget] = useState<{ id: string; index: number } | null>(null);
	const find = useFindPhoto(shown);
	const ready = enabled && shown.place !== null;
	const arrived = useRef(false);
	useEffect(() => {
		if (!ready) return;
		const abort = new AbortController();
		const look = async () => {
			const id = readOpenPhoto(window.location.href);
			const index = id === null ? null : await find(id, abort.signal).catch(() => null);
			if (abort.signal.aborted) return;
			arrived.current = true;
			if (id === null) return;
			if (index !== null) return setTarget({ id, index });
			toast(t("photoGone"));
			window.history.replaceState(null, "", withOpenPhoto(window.location.href, null));
		};
		// Another width is another layout: then the address says what is open, and not what is to be opened.
		if (!arrived.current) void look();
		window.addEventListener("popstate", look);
		return () => {
			abort.abort();
			window.removeEventListener("popstate", look);
		};
	}, [ready, find, t]);
	const { place } = shown;
	useEffect(() => {
		if (!place || !target) return;
		grid.current?.reveal(target.index);
		const photo = photoAt(place, target.index);
		if (!photo) return;
		setTarget(null);
		open({ index: target.index, arrived: true });
	}, [place, target, grid, open]);
}

/** The place of a photo, in a layout that is there from then on; null where it has none. */
function useFindPhoto({ gallery, width }: Shown) {
	const client = useQueryClient();
	return useCallback(
		async (photo: string, signal: AbortSignal) => {
			const { photo_index: index, ...layout } = await fetchLayout(gallery, {
				width,
				photo,
				signal,
			});
			client.setQueryData([...photoKeys.layoutsOfGallery(gallery), width], {
				...layout,
				photo_index: null,
			});
			return index;
		},
		[client, gallery, width],
	);
}
