/** Every route of the API as its file declares it. Imports them all: for scripts and tests. */
import { globSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Declaration, RouteHandler } from "#lib/http/route.ts";
import type { OperationKey } from "./reference.types.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** "app/api/events/[eventId]/route.ts" answers "/api/events/{eventId}". */
const pathOf = (file: string) =>
	`/${dirname(file)
		.replace(/^app\//, "")
		.replaceAll(/\[(\w+)\]/g, "{$1}")}`;

/** By method and path; null for a handler that declares nothing. What no other route answers is left out. */
export async function readRoutes(): Promise<Map<OperationKey, Declaration | null>> {
	const routes = new Map<OperationKey, Declaration | null>();
	const files = globSync("app/api/**/route.ts").filter((file) => !file.includes("[[..."));
	for (const file of files.toSorted()) {
		const handlers: Record<string, RouteHandler & { declared?: Declaration }> = await import(
			pathToFileURL(resolve(file)).href
		);
		for (const method of METHODS) {
			const handler = handlers[method];
			if (handler)
				routes.set(`${method} ${pathOf(file)}` as OperationKey, handler.declared ?? null);
		}
	}
	return routes;
}
