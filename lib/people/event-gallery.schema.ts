import { z } from "zod";
import { photoQuery } from "#lib/media/media.schema.ts";

/** A page of an event's photos: of those that show one of its people, or that a search found. */
export const galleryQuery = photoQuery
	.extend({ person: z.string().max(200).optional(), search: z.string().max(200).optional() })
	.refine(
		({ person, search }) => person === undefined || search === undefined,
		"Choose a person or a search, not both",
	);
