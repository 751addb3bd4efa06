/** What requests are counted as. Few words each: whatever becomes a label is kept for ever. */

const FAMILIES: [pattern: RegExp, family: string][] = [
	[/^\/api\/uploads(\/|$)/, "uploads"],
	[/^\/api\/v1\/events\/|^\/api\/events\/[^/]+\/(media|zones)(\/|$)/, "zones"],
	[/^\/api\/events(\/|$)/, "photos"],
	[/^\/api\/(upload|batch)(\/|$)/, "images"],
	[/^\/api\/batches(\/|$)/, "batches"],
	[/^\/api\/(people|faces|recognition|recognize)/, "recognition"],
	[/^\/api(\/|$)/, "platform"],
	[/^\/files\//, "files"],
];

/** The family of an address under which it is answered; pages and what they load are "pages". */
export function familyOf(url: string): string {
	const path = url.split("?")[0] ?? "";
	return FAMILIES.find(([pattern]) => pattern.test(path))?.[1] ?? "pages";
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Anybody may invent a method. */
export function methodOf(method: string | undefined): string {
	return METHODS.has(method ?? "") ? (method as string) : "other";
}

/** "2xx"; "cut" where the caller was gone before the answer was. */
export function statusClass(status: number, finished: boolean): string {
	return finished ? `${Math.floor(status / 100)}xx` : "cut";
}

/** Whether a request brings files: a form, or a chunk of a resumable upload. */
export function isUpload(method: string | undefined, contentType: string | undefined): boolean {
	const type = contentType ?? "";
	if (method === "PATCH") return type.startsWith("application/offset+octet-stream");
	return method === "POST" && type.startsWith("multipart/form-data");
}
