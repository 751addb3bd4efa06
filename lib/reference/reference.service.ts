/** The reference as it is kept in the repository (`npm run openapi` writes it). */
import { readFileSync } from "node:fs";
import { sha256 } from "#lib/core/signing.ts";

export interface Reference {
	/** JSON. */
	text: string;
	etag: string;
}

let kept: Reference | undefined;

/** Read once: it changes with the program alone. */
export function readReference(): Reference {
	if (!kept) {
		const text = readFileSync("docs/openapi.json", "utf8");
		kept = { text, etag: `"${sha256(text).slice(0, 32)}"` };
	}
	return kept;
}
