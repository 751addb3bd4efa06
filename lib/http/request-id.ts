import { newId } from "#lib/core/ids.ts";

/** In every answer, and in the log lines that belong to it. */
export const REQUEST_ID_HEADER = "x-request-id";

/** Ids of other servers are taken over, so that a chain of them tells one story. */
export function requestIdFrom(given: string | undefined): string {
	return given !== undefined && /^[A-Za-z0-9._-]{8,100}$/.test(given) ? given : newId();
}
