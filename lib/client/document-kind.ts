import type { ZoneFile } from "#lib/zones/zone-pages.schema.ts";

/** What a document is drawn as. */
export type DocumentKind = "text" | "table" | "archive" | "sound" | "picture" | "other";

const KINDS: [DocumentKind, RegExp][] = [
	["table", /spreadsheet|ms-excel|csv/],
	["archive", /zip$|compressed|rar|x-tar|gzip|bzip|x-xz/],
	["sound", /^audio\//],
	["picture", /^image\//],
	["text", /^text\/|pdf|document|msword|rtf|postscript|presentation|powerpoint|epub/],
];

export function documentKind({ content_type: type }: Pick<ZoneFile, "content_type">): DocumentKind {
	return KINDS.find(([, pattern]) => pattern.test(type))?.[0] ?? "other";
}

const LONGEST_ENDING = 5;

/** The ending of a file's name in capitals, as people call such files: PDF. Empty where it has none. */
export function endingOf(fileName: string): string {
	const ending = /[^.]\.([a-z0-9]+)$/i.exec(fileName)?.[1] ?? "";
	return ending.length <= LONGEST_ENDING ? ending.toUpperCase() : "";
}
