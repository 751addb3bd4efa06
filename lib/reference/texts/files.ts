/** Stored files, which the web server answers itself (`lib/http/files.ts`): described by hand. */
import { type Operation, operationByHand, type Parts } from "../operation.ts";
import type { FamilyText, Json } from "../reference.types.ts";

export const files: FamilyText = {
	name: "Files",
	description:
		"What the addresses in other answers (`url`, `file_url`, `renditions` …) lead to. They are signed and valid for a day or two; nobody puts one together.",
	operations: {},
};

const query = (name: string, description: string): Json => ({
	...{ name, in: "query", description, schema: { type: "string" } },
});

const FILE: Operation = {
	id: "getFile",
	summary: "A stored file",
	description: "By parts too (`Range`, answered `206`).",
	parameters: [
		{
			...{ name: "key", in: "path", required: true },
			...{ description: "Where it is kept, slashes and all", schema: { type: "string" } },
		},
		query("t", "Its type"),
		query("e", "Until when the address is valid"),
		query("n", "The name of a download"),
		query("v", "`stripped`: without its metadata"),
		query("s", "The signature"),
	],
	status: 200,
	answer: "The file",
	content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
	headers: ["ETag", "Content-Disposition"],
	errors: ["FILE_NOT_FOUND", "DOWNLOAD_CHANGED", "INTERNAL_ERROR", "UNAVAILABLE"],
	public: true,
};

export function describeFiles(parts: Parts): Json {
	return { "/files/{key}": { get: operationByHand(files.name, FILE, parts) } };
}
