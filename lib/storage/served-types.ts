/** How types may reach a browser: what it shows, and what it might run. */

/** Shown in place: pictures, films and sound, which run nothing. Anything else is a download. */
const SHOWN =
	/^(image\/(jpeg|png|webp|avif|gif|heic|heif|bmp)|video\/(mp4|webm|ogg|quicktime|3gpp)|audio\/(mpeg|mp4|ogg|wav|flac|aac))$/;

/** What a page could load as a script, a style or a document, though it was sent as a download. */
const RUN = /html|[+/]xml|script|css|wasm|httpd/;

export function isShown(contentType: string): boolean {
	return SHOWN.test(contentType);
}

/** The type that is sent along: for what could be run, one that nothing runs. */
export function servedType(contentType: string): string {
	return RUN.test(contentType) ? "application/octet-stream" : contentType;
}
