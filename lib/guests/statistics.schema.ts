import { z } from "zod";

/** What became of an event: of all times, and by day (UTC) for those on which something did. */
export const eventStatistics = z.object({
	/** How often its gallery was opened, not counting its owner. */
	views: z.number().int(),
	/** Passes that guests were given. */
	guests: z.number().int(),
	uploads: z.object({
		photos: z.number().int(),
		bytes: z.number().int(),
		/** Of the photos: those that guests sent. */
		by_guests: z.number().int(),
	}),
	downloads: z.object({
		archives: z.number().int(),
		files: z.number().int(),
		bytes: z.number().int(),
	}),
	/** Hearts that guests have given, and to how many photos. */
	favourites: z.object({ hearts: z.number().int(), photos: z.number().int() }),
	days: z.array(
		z.object({
			day: z.string(),
			views: z.number().int(),
			uploads: z.number().int(),
			downloads: z.number().int(),
		}),
	),
});
export type EventStatistics = z.infer<typeof eventStatistics>;
