/** Guests of an event, as their browsers are one: with a pass in a cookie. */
import { Api, type Json, type Reply } from "./api.ts";
import { aPicture } from "./pictures.ts";

/** Opens an event as a guest, with its code where it has one. */
export async function aGuest(
	url: string,
	eventId: string,
	code: string | null = null,
): Promise<Api> {
	return comeIn(new Api(url), eventId, code);
}

/** The same guest, with the pass that they are given now. */
export async function comeIn(
	guest: Api,
	eventId: string,
	code: string | null = null,
): Promise<Api> {
	const { status, headers } = await guest.post(`/api/events/${eventId}/access`, { code });
	if (status !== 200) throw new Error(`The event was opened with ${status}`);
	return guest.with({ cookie: headers.getSetCookie()[0]?.split(";")[0] ?? "" });
}

/** Adds a photo where guests may: one that nobody has, or these bytes. */
export const sendPhoto = async (from: Api, eventId: string, bytes?: Buffer): Promise<Reply> =>
	from.upload(eventId, bytes ?? (await aPicture()), "mine.jpg", { albumName: "Tamu" });

/** The same, and the id that it got. */
export const sentPhoto = async (from: Api, eventId: string): Promise<string> =>
	(await sendPhoto(from, eventId)).body.id;

export const removePhoto = (as: Api, eventId: string, photoId: string): Promise<Reply> =>
	as.delete(`/api/events/${eventId}/photos/${photoId}`);

/** The photos of an event, as somebody sees them. */
export const photosSeenBy = async (as: Api, eventId: string, query = ""): Promise<Json[]> =>
	(await as.get(`/api/events/${eventId}/photos${query}`)).body.photos;
