/** Pages of zones, newest first, as they are kept in the browser: pure functions. */
import type { FilePage, ZoneFile, ZonePage, ZoneView } from "#lib/zones/zone-pages.schema.ts";

export interface Paged<Page> {
	pages: Page[];
	/** Cursors; null for the first page. */
	pageParams: unknown[];
}
export type ZonePages = Paged<ZonePage>;

export const allZones = (data: ZonePages | undefined): ZoneView[] =>
	data?.pages.flatMap(({ zones }) => zones) ?? [];

/** Without those that a page before had: one that came meanwhile pushes others to the next page. */
export function allFiles(data: Paged<FilePage> | undefined): ZoneFile[] {
	const files = data?.pages.flatMap((page) => page.files) ?? [];
	return [...new Map(files.map((file) => [file.id, file])).values()];
}

/** Changes what is said of one zone, wherever it is. */
export function withZone(data: ZonePages, id: string, said: Partial<ZoneView>): ZonePages {
	return {
		...data,
		pages: data.pages.map((page) => ({
			...page,
			zones: page.zones.map((zone) => (zone.id === id ? { ...zone, ...said } : zone)),
		})),
	};
}

export const isDeveloping = ({ status }: Pick<ZoneFile, "status">) => status === "processing";

/** The pages to look at again: the first, and those in which something is developing, a few at a time. */
export function stalePages({ pages }: ZonePages): number[] {
	const waiting = pages.flatMap(({ zones }, index) =>
		index > 0 && zones.some(({ files }) => files.some(isDeveloping)) ? [index] : [],
	);
	return [0, ...waiting.slice(0, 2)];
}

/** A page as it is now; null where other zones are on it, so that those after it are other ones too. */
export function withPage(data: ZonePages, index: number, fresh: ZonePage): ZonePages | null {
	const ids = (page: ZonePage | undefined) => page?.zones.map(({ id }) => id).join();
	if (ids(data.pages[index]) !== ids(fresh)) return null;
	return { ...data, pages: data.pages.map((page, at) => (at === index ? fresh : page)) };
}

/** What can be looked at, and what is a document to download. */
export function sorted(files: readonly ZoneFile[]) {
	return {
		pictures: files.filter(({ kind }) => kind !== "file"),
		documents: files.filter(({ kind }) => kind === "file"),
	};
}

const LONGEST_TITLE = 256;
const LONGEST_DESCRIPTION = 10_000;
const LONGEST_TAG = 64;
const MOST_TAGS = 50;

const fitting = (most: number) => (typed: string) => {
	const text = typed.trim();
	return [...text].length <= most ? text : null;
};
/** As the server takes them; null for what is too long. */
export const titleFrom = fitting(LONGEST_TITLE);
export const descriptionFrom = fitting(LONGEST_DESCRIPTION);

/** Tags with those that were typed, commas between them; null for what the server would refuse. */
export function tagsWith(tags: readonly string[], typed: string): string[] | null {
	const added = typed.split(",").map((tag) => tag.trim());
	const all = [...new Set([...tags, ...added.filter((tag) => tag !== "")])];
	const fit = all.length <= MOST_TAGS && all.every((tag) => [...tag].length <= LONGEST_TAG);
	return fit ? all : null;
}

/** Zones of which the title or a tag has what was typed. */
export function findZones<T extends Pick<ZoneView, "title" | "tags">>(
	zones: readonly T[],
	wanted: string,
): T[] {
	const needle = wanted.trim().toLocaleLowerCase();
	return zones.filter(({ title, tags }) =>
		[title ?? "", ...tags].some((text) => text.toLocaleLowerCase().includes(needle)),
	);
}
