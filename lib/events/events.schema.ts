import { z } from "zod";
import { line } from "#lib/core/line.ts";
import { day, moment } from "#lib/core/time.ts";
import { ALBUMS } from "./events.values.ts";

export const albumName = z.enum(ALBUMS);

/** off: nobody but the owner; code: guests with a pass; open: anyone who has the address. */
export const guestUploads = z.enum(["off", "code", "open"]);

const name = line.min(1, "Give the event a name").max(200);
const accessCode = z.string().trim().min(3, "At least 3 characters").max(64).nullable();

export const eventCreate = z.strictObject({
	name,
	date: day,
	access_code: accessCode.default(null),
	listed: z.boolean().default(false),
	guest_uploads: guestUploads.default("off"),
	guest_face_search: z.boolean().default(false),
	downloads: z.boolean().default(true),
	guest_originals: z.boolean().default(false),
	guest_approval: z.boolean().default(false),
	expires_at: moment.nullable().default(null),
});
export type EventCreate = z.infer<typeof eventCreate>;

export const eventPatch = z
	.strictObject({
		name,
		date: day,
		access_code: accessCode,
		listed: z.boolean(),
		guest_uploads: guestUploads,
		guest_face_search: z.boolean(),
		downloads: z.boolean(),
		guest_originals: z.boolean(),
		guest_approval: z.boolean(),
		expires_at: moment.nullable(),
	})
	.partial()
	.refine((patch) => Object.keys(patch).length > 0, "Nothing to change");
export type EventPatch = z.infer<typeof eventPatch>;

export const eventQuery = z.object({
	eventName: z.string().max(200).optional(),
	/** Leaves out the events that others list publicly. */
	owned: z.stringbool().default(false),
	limit: z.coerce.number().int().min(1).max(500).default(200),
});
export type EventQuery = z.infer<typeof eventQuery>;

/** A row of `GET /api/events`. The first three fields are the source document's. */
export const eventListItem = z.object({
	id: z.uuid(),
	name: z.string(),
	date: z.string(),
	/** Present on the caller's own events only. */
	photo_count: z.number().int().optional(),
	processing_count: z.number().int().optional(),
	cover: z.object({ url: z.string(), placeholder: z.string().nullable() }).nullable().optional(),
});
export type EventListItem = z.infer<typeof eventListItem>;
export const eventList = z.object({ events: z.array(eventListItem) });

/** What a guest may know of an event. */
export const eventPublic = z.object({
	id: z.uuid(),
	name: z.string(),
	date: z.string(),
	photographer: z.string(),
	guest_uploads: guestUploads,
	guest_face_search: z.boolean(),
	/** What guests send is seen by others once the owner has approved it. */
	guest_approval: z.boolean(),
	downloads: z.boolean(),
	/** Of all albums, and of what is in none. */
	photo_count: z.number().int(),
	albums: z.array(z.object({ name: albumName, photo_count: z.number().int() })),
});
export type EventPublic = z.infer<typeof eventPublic>;

/** What its owner and admins see besides. */
export const eventFull = eventPublic.extend({
	access_code: z.string().nullable(),
	/** Guests download originals with all their metadata; else without. */
	guest_originals: z.boolean(),
	/** Photos of guests that wait for approval; they are counted above too. */
	waiting_count: z.number().int(),
	listed: z.boolean(),
	expires_at: z.string().nullable(),
	owner_id: z.uuid(),
	created_at: z.string(),
	updated_at: z.string(),
});
export type EventFull = z.infer<typeof eventFull>;

/** As much of an event as its reader may know. */
export const eventAny = z.union([eventFull, eventPublic]);

/** No code, null, for events that have none and for who is in already. */
export const accessRequest = z.strictObject({ code: z.string().trim().min(1).max(64).nullable() });
export const accessAnswer = z.object({
	access_token: z.string(),
	token_type: z.literal("bearer"),
	expires_in: z.number().int(),
	event: z.object({ id: z.uuid(), name: z.string(), date: z.string() }),
});
