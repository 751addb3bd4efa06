import { z } from "zod";
import { line } from "#lib/core/line.ts";

/** Of one guest; far more than anybody chooses. */
export const MOST_FAVOURITES = 1000;

/** What a guest likes, and how they show it to others. */
export const ownFavourites = z.object({
	photo_ids: z.array(z.uuid()),
	name: z.string().nullable(),
	/** For the address `/event/{id}?list=…`; null while the list is not shared. */
	list_id: z.uuid().nullable(),
});
export type OwnFavourites = z.infer<typeof ownFavourites>;

export const favouritesPatch = z
	.strictObject({
		name: line.min(1, "Give the list a name").max(60),
		shared: z.boolean(),
	})
	.partial()
	.refine((patch) => Object.keys(patch).length > 0, "Nothing to change");
export type FavouritesPatch = z.infer<typeof favouritesPatch>;

/** Somebody's favourites, as those see them who were given the link. */
export const sharedList = z.object({
	id: z.uuid(),
	name: z.string().nullable(),
	photo_count: z.number().int(),
});
export type SharedList = z.infer<typeof sharedList>;

/** What the guests of an event like, for its owner. */
export const eventFavourites = z.object({
	/** Those that anybody likes, the best liked first. */
	photos: z.array(
		z.object({ photo_id: z.uuid(), filename: z.string(), guest_count: z.number().int() }),
	),
	/** One of each guest who likes any, the last changed first. */
	lists: z.array(
		z.object({
			guest_id: z.uuid(),
			/** What they call it, else the name they gave with their photos. */
			name: z.string().nullable(),
			photo_count: z.number().int(),
			changed_at: z.string(),
			shared: z.boolean(),
		}),
	),
});
export type EventFavourites = z.infer<typeof eventFavourites>;

/** names: for a filter in Lightroom; csv: a table; xmp: sidecars, in a ZIP. */
export const favouritesExport = z.object({
	format: z.enum(["names", "csv", "xmp"]),
	guest: z.uuid().optional(),
});
export type FavouritesExport = z.infer<typeof favouritesExport>;
