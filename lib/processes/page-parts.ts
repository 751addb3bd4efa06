/** Scripts and styles of the pages for browsers that take brotli, which Next does not speak. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";

const TYPES: Record<string, string> = {
	css: "text/css; charset=UTF-8",
	js: "application/javascript; charset=UTF-8",
};

/** Unless it is named to say no. */
const TAKES_BROTLI = /(^|,)\s*br\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[^,]*)?\s*(,|$)/;

/**
 * Sends what the build has compressed into a folder, named as in `/_next/static/` and `.br` besides: a
 * megabyte, held in memory. The sender is false where it has nothing, and nothing is sent.
 */
export function partsOf(folder: string) {
	const names = existsSync(folder)
		? readdirSync(folder, { recursive: true, encoding: "utf8" })
		: [];
	const compressed = names.filter((name) => name.endsWith(".br"));
	const parts = new Map(
		compressed.map((name) => [
			`/_next/static/${name.slice(0, -3)}`,
			{ bytes: readFileSync(join(folder, name)), type: TYPES[name.split(".").at(-2) ?? ""] },
		]),
	);
	return ({ method, url, headers }: IncomingMessage, response: ServerResponse): boolean => {
		const part = parts.get(url?.split("?")[0] ?? "");
		const isRead = method === "GET" || method === "HEAD";
		if (!part || !isRead || !TAKES_BROTLI.test(headers["accept-encoding"]?.toString() ?? ""))
			return false;
		response.writeHead(200, {
			"Content-Type": part.type,
			"Content-Length": part.bytes.length,
			"Content-Encoding": "br",
			// Another build has other names.
			"Cache-Control": "public, max-age=31536000, immutable",
			Vary: "Accept-Encoding",
		});
		response.end(method === "HEAD" ? undefined : part.bytes);
		return true;
	};
}
