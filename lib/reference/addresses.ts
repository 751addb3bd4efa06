/** What can be asked at which address, as the reference says: for whoever answers what cannot. */
import type { Family } from "#lib/http/errors.ts";
import { readReference } from "./reference.service.ts";

export interface Address {
	family: Family;
	/** In capitals; HEAD wherever there is GET, and OPTIONS. */
	methods: readonly string[];
}

type Operations = Record<string, { responses: Record<string, { $ref?: string }> }>;

/** Everything may fail, and the answer of then is kept by its family: "photos.INTERNAL_ERROR". */
function familyOf(operations: Operations): Family {
	const kept = Object.values(operations)[0]?.responses[500]?.$ref?.split("/").at(-1);
	return (kept?.split(".")[0] ?? "platform") as Family;
}

function methodsOf(operations: Operations): string[] {
	const declared = Object.keys(operations).map((method) => method.toUpperCase());
	const head = declared.includes("GET") ? ["HEAD"] : [];
	return [...new Set([...declared, ...head, "OPTIONS"])];
}

function readAddresses(): (Address & { pattern: RegExp })[] {
	const { paths }: { paths: Record<string, Operations> } = JSON.parse(readReference().text);
	// A name before a placeholder, at every level, as routes are found too: "{" comes after all letters.
	return Object.keys(paths)
		.toSorted()
		.map((path) => {
			const operations = paths[path] ?? {};
			const pattern = path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+");
			return {
				...{ family: familyOf(operations), methods: methodsOf(operations) },
				pattern: new RegExp(`^${pattern}/?$`),
			};
		});
}

let known: ReturnType<typeof readAddresses> | undefined;

/** Null where the reference knows nothing. */
export function findAddress(path: string): Address | null {
	known ??= readAddresses();
	return known.find(({ pattern }) => pattern.test(path)) ?? null;
}
