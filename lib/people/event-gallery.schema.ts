import { z } from "zod";
import { layoutQuery, photoIdsQuery } from "#lib/media/layout.schema.ts";
import { photoFilter, photoQuery } from "#lib/media/media.schema.ts";

/** Those that show one of the event's people, or that a search found; and of these, what else is asked for. */
const which = photoFilter.extend({
	person: z.string().max(200).optional(),
	search: z.string().max(200).optional(),
});
export type Which = z.infer<typeof which>;

/** Which of them, and nothing of how they are paged or laid out. */
type OfWhom = Partial<Record<"person" | "search", string | undefined>>;

const notBoth = ({ person, search }: OfWhom) => person === undefined || search === undefined;
const NOT_BOTH = "Choose a person or a search, not both";

/** A page of an event's photos. */
export const galleryQuery = photoQuery.extend(which.shape).refine(notBoth, NOT_BOTH);

/** Where they stand in a grid. */
export const galleryLayoutQuery = layoutQuery.extend(which.shape).refine(notBoth, NOT_BOTH);

/** Which they are. */
export const galleryIdsQuery = photoIdsQuery.extend(which.shape).refine(notBoth, NOT_BOTH);
