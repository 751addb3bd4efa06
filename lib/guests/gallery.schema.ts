import { z } from "zod";
import {
	galleryIdsQuery,
	galleryLayoutQuery,
	galleryQuery,
} from "#lib/people/event-gallery.schema.ts";

/** Those that guests like. */
const byLiking = {
	/** mine: the caller's own; any: what any guest likes, for the owner. */
	favourites: z.enum(["mine", "any"]).optional(),
	/** A list that its guest shares. */
	list: z.string().max(200).optional(),
	/** A guest's favourites, for the owner. */
	guest: z.uuid().optional(),
};

type Asked = Partial<
	Record<"person" | "search" | "favourites" | "list" | "guest", string | undefined>
>;

const oneOfThem = ({ person, search, favourites, list, guest }: Asked) =>
	[person, search, favourites, list, guest].filter((asked) => asked !== undefined).length < 2;
const ONE_OF_THEM = "Choose a person, a search or favourites, only one of them";

/** A page of an event's photos, by what guests like besides. */
export const guestGalleryQuery = galleryQuery.safeExtend(byLiking).refine(oneOfThem, ONE_OF_THEM);

/** Where they stand in a grid. */
export const guestLayoutQuery = galleryLayoutQuery
	.safeExtend(byLiking)
	.refine(oneOfThem, ONE_OF_THEM);

/** Which they are. */
export const guestIdsQuery = galleryIdsQuery.safeExtend(byLiking).refine(oneOfThem, ONE_OF_THEM);
