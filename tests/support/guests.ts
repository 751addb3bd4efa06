/** Guests of an event, as their browsers are one: with a pass in a cookie. */
import { Api } from "./api.ts";

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
