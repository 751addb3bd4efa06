/** What a guest is remembered by: a cookie, which an event without a code gives for nothing. */
import { callApi } from "./api.ts";

const passes = new Map<string, Promise<unknown>>();

/** Asks for a pass once a tab, before the first thing that is to be remembered. Throws `ApiError`. */
export async function ensurePass(eventId: string): Promise<void> {
	const asked =
		passes.get(eventId) ??
		callApi("POST", `/api/events/${eventId}/access`, { body: { code: null } });
	passes.set(eventId, asked);
	try {
		await asked;
	} catch (error) {
		passes.delete(eventId);
		throw error;
	}
}
