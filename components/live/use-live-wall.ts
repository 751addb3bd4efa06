"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { ApiError, callApi } from "#lib/client/api.ts";
import {
	advance,
	arrive,
	back,
	currentOf,
	EMPTY_WALL,
	nextOf,
	type Wall,
	withdraw,
} from "#lib/client/live-wall.ts";
import { arrivedQuery } from "#lib/client/photos.queries.ts";
import type { Photo, PhotosArrived } from "#lib/media/media.schema.ts";

const STAY_MS = 7000;
/** One that is new does not push away another that has only just come up. */
const LEAST_MS = 2500;

type Step =
	| { does: "arrive"; photos: readonly Photo[] }
	| { does: "advance" }
	| { does: "back" }
	| { does: "withdraw"; ids: readonly string[] };

function follow(wall: Wall, step: Step): Wall {
	if (step.does === "advance") return advance(wall);
	if (step.does === "back") return back(wall);
	if (step.does === "withdraw") return step.ids.reduce(withdraw, wall);
	const next = arrive(wall, step.photos);
	return next.current === null ? advance(next) : next;
}

/** The photos of an event one after the other, those that come in as they come. */
export function useLiveWall(eventId: string, initial: PhotosArrived) {
	const [wall, dispatch] = useReducer(follow, EMPTY_WALL, (empty) =>
		follow(empty, { does: "arrive", photos: initial.photos }),
	);
	const [playing, setPlaying] = useState(true);
	const cursor = useRef(initial.cursor);
	const { data, isError } = useQuery(arrivedQuery(eventId, cursor));
	useEffect(() => {
		if (!data) return;
		dispatch({ does: "arrive", photos: data.photos });
		dispatch({ does: "withdraw", ids: data.gone });
	}, [data]);
	const since = useRef(0);
	const { current, fresh, step } = wall;
	// biome-ignore lint/correctness/useExhaustiveDependencies: the time of each photo begins with it
	useEffect(() => {
		since.current = Date.now();
	}, [step]);
	const waiting = fresh.length > 0;
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new time for each step
	useEffect(() => {
		if (!playing || current === null) return;
		const left = since.current + (waiting ? LEAST_MS : STAY_MS) - Date.now();
		const timer = setTimeout(() => dispatch({ does: "advance" }), Math.max(0, left));
		return () => clearTimeout(timer);
	}, [playing, current, step, waiting]);
	/** Its address is over, or the photo is gone. */
	const renew = useCallback(
		async (id: string) => {
			try {
				const photo = await callApi<Photo>("GET", `/api/events/${eventId}/photos/${id}`);
				dispatch({ does: "arrive", photos: [photo] });
			} catch (error) {
				if (error instanceof ApiError && error.status === 404)
					dispatch({ does: "withdraw", ids: [id] });
			}
		},
		[eventId],
	);
	return {
		...{ photo: currentOf(wall), next: nextOf(wall), fresh: freshOf(wall), playing, renew },
		...{ total: wall.photos.length, away: isError },
		forward: useCallback(() => dispatch({ does: "advance" }), []),
		back: useCallback(() => dispatch({ does: "back" }), []),
		toggle: useCallback(() => setPlaying((now) => !now), []),
	};
}

function freshOf({ photos, fresh }: Wall): Photo[] {
	const byId = new Map(photos.map((photo) => [photo.id, photo]));
	return fresh.flatMap((id) => byId.get(id) ?? []);
}
