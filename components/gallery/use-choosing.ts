"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { toast } from "#components/ui/toast.ts";
import { Choosing } from "#lib/client/choosing.ts";
import { photosBetween } from "#lib/client/gallery-place.ts";
import { fetchIds } from "#lib/client/photos.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import type { Shown } from "./use-photos.ts";

export type ChoosingPhotos = Choosing<Photo>;

/** Choosing among the photos of a gallery, the same as long as the page is; another gallery begins anew. */
export function useChoosing(shown: Shown): ChoosingPhotos {
	const errorText = useErrorText();
	const latest = useRef({ shown, errorText });
	useEffect(() => {
		latest.current = { shown, errorText };
	});
	const [choosing] = useState(
		() =>
			new Choosing<Photo>(() => ({
				between: (ends) => {
					const { place } = latest.current.shown;
					return place && photosBetween(place, ends);
				},
				ask: (between, signal) => fetchIds(latest.current.shown.gallery, { between, signal }),
				failed: (error) => toast.error(latest.current.errorText(error)),
			})),
	);
	const { gallery } = shown;
	// biome-ignore lint/correctness/useExhaustiveDependencies: another gallery, another choice
	useEffect(() => choosing.leave, [choosing, gallery]);
	return choosing;
}

/** What is chosen, as of now. */
export const useChoice = (choosing: ChoosingPhotos) =>
	useSyncExternalStore(choosing.subscribe, choosing.get, choosing.get);

const never = () => false;

/** Whether a photo is chosen, by its id or its place, and whether any are being chosen. */
export function useChosen(choosing: ChoosingPhotos, id: string, place: number) {
	const isChosen = () => choosing.isChosen(id, place);
	const isActive = () => choosing.get().active;
	return {
		chosen: useSyncExternalStore(choosing.subscribe, isChosen, never),
		active: useSyncExternalStore(choosing.subscribe, isActive, never),
	};
}
