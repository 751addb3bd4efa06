/** What a screen at the venue shows next: what is new as it comes, else one after the other. Knows no framework. */
import type { Photo } from "#lib/media/media.schema.ts";

export interface Wall {
	/** In the order in which they became ready. */
	readonly photos: readonly Photo[];
	/** Have come since the screen was opened and were not shown yet. */
	readonly fresh: readonly string[];
	/** The photo that is shown. */
	readonly current: string | null;
	/** Where the round goes on after what is fresh. */
	readonly turn: number;
	/** How often one was shown: a photo that is alone comes after itself. */
	readonly step: number;
}

export const EMPTY_WALL: Wall = { photos: [], fresh: [], current: null, turn: 0, step: 0 };

/** A screen runs for a night: of so many photos it shows the newest in turn, besides the one it shows. */
export const MOST_IN_TURN = 500;

const canBeShown = ({ renditions }: Photo) => renditions.large !== null;

/** Takes in what has arrived. What comes again brings its new addresses and is not news. */
export function arrive(wall: Wall, arrived: readonly Photo[]): Wall {
	const first = wall.photos.length === 0;
	const known = new Map(wall.photos.map((photo) => [photo.id, photo]));
	const news = arrived.filter((photo) => !known.has(photo.id) && canBeShown(photo));
	for (const photo of arrived) if (canBeShown(photo)) known.set(photo.id, photo);
	const all = [...known.values()];
	const oldest = all.length - MOST_IN_TURN;
	const isKept = ({ id }: Photo, index: number) => index >= oldest || id === wall.current;
	const photos = all.filter(isKept);
	const kept = new Set(photos.map(({ id }) => id));
	// With the first answer comes what was there before.
	const waiting = first ? [] : [...wall.fresh, ...news.map(({ id }) => id)];
	return {
		...wall,
		photos,
		fresh: waiting.filter((id) => kept.has(id)),
		turn: all.slice(0, wall.turn).filter(isKept).length,
	};
}

/** Goes on to the next: the first of what is fresh, else the next in turn that is not shown already. */
export function advance(wall: Wall): Wall {
	const { photos, current, turn } = wall;
	const [news] = wall.fresh;
	if (news !== undefined) return show(wall, news, turn);
	return at(wall, photos[turn]?.id === current ? turn + 1 : turn);
}

/** Back to the one before in turn. */
export function back(wall: Wall): Wall {
	const shown = wall.photos.findIndex(({ id }) => id === wall.current);
	return at(wall, shown - 1);
}

function at(wall: Wall, index: number): Wall {
	const { length } = wall.photos;
	const place = (index + length) % length;
	const photo = wall.photos[place];
	return photo ? show(wall, photo.id, (place + 1) % length) : wall;
}

function show(wall: Wall, id: string, turn: number): Wall {
	const fresh = wall.fresh.filter((each) => each !== id);
	return { ...wall, fresh, current: id, turn, step: wall.step + 1 };
}

/** It cannot be shown any more: it was deleted, or taken back. */
export function withdraw(wall: Wall, id: string): Wall {
	const index = wall.photos.findIndex((photo) => photo.id === id);
	if (index < 0) return wall;
	const photos = wall.photos.filter((photo) => photo.id !== id);
	const turn = index < wall.turn ? wall.turn - 1 : wall.turn;
	const fresh = wall.fresh.filter((each) => each !== id);
	const without = { ...wall, photos, fresh, turn: photos.length === 0 ? 0 : turn % photos.length };
	return wall.current === id ? advance({ ...without, current: null }) : without;
}

export const currentOf = (wall: Wall): Photo | null =>
	wall.photos.find(({ id }) => id === wall.current) ?? null;

/** What will follow, to be fetched ahead. */
export const nextOf = (wall: Wall): Photo | null => currentOf(advance(wall));
