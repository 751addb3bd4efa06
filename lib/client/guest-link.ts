/** The address that guests open; with the code in it, where there is one, so that a scan is enough. */
export function guestLink(
	origin: string,
	event: { id: string; access_code: string | null },
): string {
	const code = event.access_code ? `?code=${encodeURIComponent(event.access_code)}` : "";
	return `${origin}/event/${event.id}${code}`;
}
