/** The document as it is kept in the repository, so that a change of the contract shows in review. */
import { readFileSync } from "node:fs";
import { buildDocument } from "./document.ts";
import { readRoutes } from "./routes.ts";

/** Pretty JSON in a stable order. */
export async function makeReference(): Promise<string> {
	const { version } = JSON.parse(readFileSync("package.json", "utf8"));
	const document = buildDocument(await readRoutes(), version);
	return `${JSON.stringify(document, null, 2)}\n`;
}
