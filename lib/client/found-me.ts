/** A guest's search for themselves: kept for this tab and in its address, and nowhere else. */

const PLACE = (eventId: string) => `potret.found-me.${eventId}`;
const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The search that an address asks for; null where it names none. */
export function readSearch(search: string | string[] | undefined): string | null {
	return typeof search === "string" && ID.test(search) ? search : null;
}

/** A page's address with that search in it, or with none. */
export function withSearch(address: string, searchId: string | null): string {
	const url = new URL(address);
	if (searchId) url.searchParams.set("search", searchId);
	else url.searchParams.delete("search");
	return url.href;
}

/** The last search of this tab at this event. */
export function rememberedSearch(eventId: string): string | null {
	try {
		return readSearch(sessionStorage.getItem(PLACE(eventId)) ?? undefined);
	} catch {
		return null;
	}
}

export function rememberSearch(eventId: string, searchId: string | null): void {
	try {
		if (searchId) sessionStorage.setItem(PLACE(eventId), searchId);
		else sessionStorage.removeItem(PLACE(eventId));
	} catch {
		// Storage is off in this browser: the address has it.
	}
}
