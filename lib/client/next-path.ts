/** Where to go after signing in: a path of this site, never another site. */
export function safeNextPath(value: string | string[] | undefined, fallback = "/events"): string {
	if (typeof value !== "string" || !/^\/(?![/\\])/.test(value)) return fallback;
	// Browsers drop these inside an address: "/\t/evil.example" would become "//evil.example".
	for (const character of value) if (character.charCodeAt(0) < 0x20) return fallback;
	return value;
}
