/** What an event's photos are chosen by in the studio: said in the page's address, and to the API. */

const NAMES = [
	...(["q", "uploader", "tag", "zone", "person"] as const),
	...(["from", "to", "damaged", "similar"] as const),
] as const;
export type FilterName = (typeof NAMES)[number];

/** As queries have it; a flag is "true" or not there, a zone or a person an id, "none" no zone. */
export type PhotoFilterChoice = Readonly<Partial<Record<FilterName, string>>>;

export const NO_FILTER: PhotoFilterChoice = {};

export const isFiltered = (filter: PhotoFilterChoice): boolean => Object.keys(filter).length > 0;

/** The same words, but for one that means something else there: whose page of the people is open. */
const inAddress = (name: FilterName): string => (name === "person" ? "with" : name);

/** What is said of photos, in the order in which it is shown; `q` has a field of its own. */
export const saidOf = (filter: PhotoFilterChoice): [Exclude<FilterName, "q">, string][] =>
	NAMES.flatMap((name) => {
		const value = filter[name];
		return name === "q" || value === undefined ? [] : [[name, value]];
	});

/** With one thing said, or not said any more. */
export function withSaid(
	filter: PhotoFilterChoice,
	name: FilterName,
	value: string | undefined,
): PhotoFilterChoice {
	const { [name]: _, ...rest } = filter;
	return value === undefined || value.trim() === "" ? rest : { ...rest, [name]: value };
}

/** What an address says; what is none of these is left out. */
export function readFilter(query: URLSearchParams): PhotoFilterChoice {
	return NAMES.reduce<PhotoFilterChoice>((filter, name) => {
		const value = query.get(inAddress(name));
		return value === null ? filter : withSaid(filter, name, value.slice(0, 200));
	}, NO_FILTER);
}

/** The same address with this said in it, and nothing else changed. */
export function withFilter(address: string, filter: PhotoFilterChoice): string {
	const url = new URL(address);
	for (const name of NAMES) {
		const value = filter[name];
		if (value === undefined) url.searchParams.delete(inAddress(name));
		else url.searchParams.set(inAddress(name), value);
	}
	return url.href;
}
