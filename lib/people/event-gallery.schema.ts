import { z } from "zod";
import { layoutQuery, photoQuery } from "#lib/media/media.schema.ts";

/** Those that show one of the event's people, or that a search found. */
const ofWhom = {
	person: z.string().max(200).optional(),
	search: z.string().max(200).optional(),
};

const notBoth = ({
	person,
	search,
}: {
	person?: string | undefined;
	search?: string | undefined;
}) => person === undefined || search === undefined;
const NOT_BOTH = "Choose a person or a search, not both";

/** A page of an event's photos. */
export const galleryQuery = photoQuery.extend(ofWhom).refine(notBoth, NOT_BOTH);

/** Where they stand in a grid. */
export const galleryLayoutQuery = layoutQuery.extend(ofWhom).refine(notBoth, NOT_BOTH);
