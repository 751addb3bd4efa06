import { z } from "zod";
import { galleryQuery } from "#lib/people/event-gallery.schema.ts";

/** A page of an event's photos, by what guests like besides. */
export const guestGalleryQuery = galleryQuery
	.safeExtend({
		/** mine: the caller's own; any: what any guest likes, for the owner. */
		favourites: z.enum(["mine", "any"]).optional(),
		/** A list that its guest shares. */
		list: z.string().max(200).optional(),
		/** A guest's favourites, for the owner. */
		guest: z.uuid().optional(),
	})
	.refine(
		({ person, search, favourites, list, guest }) =>
			[person, search, favourites, list, guest].filter((asked) => asked !== undefined).length < 2,
		"Choose a person, a search or favourites, only one of them",
	);
