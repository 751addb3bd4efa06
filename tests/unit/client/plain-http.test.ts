/**
 * At home the server is often found by plain http at an address of the local network: no secure context.
 * What browsers give to secure ones alone is asked for first, or not used at all.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

/** https://developer.mozilla.org/docs/Web/Security/Secure_Contexts/features_restricted_to_secure_contexts */
const SECURE = new Set([
	...["bluetooth", "canShare", "clipboard", "credentials", "geolocation", "hid", "locks"].map(of),
	...["mediaDevices", "permissions", "serviceWorker", "setAppBadge", "share", "storage"].map(of),
	...["usb", "wakeLock", "xr", "gpu"].map(of),
	...["caches", "cookieStore", "launchQueue", "Notification", "PushManager"],
	...["showDirectoryPicker", "showOpenFilePicker", "showSaveFilePicker"],
]);
/** Nothing is to be done without these: there are packages for them. */
const NEVER = new Set(["crypto.randomUUID", "crypto.subtle"]);

function of(name: string): string {
	return `navigator.${name}`;
}

/** What a node asks of a secure context, if anything. */
function secureUse(node: ts.Node): string | null {
	const { parent } = node;
	const isBare =
		ts.isIdentifier(node) &&
		(ts.isPropertyAccessExpression(parent) || ts.isNewExpression(parent)) &&
		parent.expression === node;
	if (!isBare && !ts.isPropertyAccessExpression(node)) return null;
	const name = node.getText().replace(/^(window|globalThis|self)\./, "");
	return SECURE.has(name) || NEVER.has(name) ? name : null;
}

/** Asked for first: by `?.`, by a cast to what may be missing, by a look in the same file, or with a way out. */
function isGuarded(node: ts.Node, use: string): boolean {
	const { parent } = node;
	const name = use.split(".").at(-1);
	const isOptional = ts.isPropertyAccessExpression(parent) && parent.questionDotToken !== undefined;
	if (isOptional || ts.isTypeOfExpression(parent) || ts.isAsExpression(parent)) return true;
	const look = new RegExp(`"${name}" in (navigator|window)|typeof navigator\\.${name}\\b`);
	if (look.test(node.getSourceFile().text)) return true;
	let inner: ts.Node = node;
	for (let outer = parent; outer; inner = outer, outer = outer.parent)
		if (ts.isTryStatement(outer) && outer.tryBlock === inner) return true;
	return false;
}

function unguardedIn(path: string, code: string): string[] {
	const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
	const found: string[] = [];
	const visit = (node: ts.Node) => {
		const use = secureUse(node);
		if (use && (NEVER.has(use) || !isGuarded(node, use))) found.push(`${path}: ${use}`);
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

const files = ["lib/client", "components"].flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((name) => /\.tsx?$/.test(name))
		.map((name) => join(folder, name)),
);

it("is enough for all that runs in the browser", () => {
	expect(files.length).toBeGreaterThan(250);
	expect(files.flatMap((file) => unguardedIn(file, readFileSync(file, "utf8")))).toEqual([]);
});

it.each([
	["crypto.randomUUID()", 1],
	["window.crypto.subtle.digest('SHA-256', bytes)", 1],
	["try { crypto.randomUUID() } catch {}", 1],
	["navigator.locks.request('a', work)", 1],
	["try { work() } catch { navigator.share(it) }", 1],
	["caches.keys()", 1],
	["window.caches.keys()", 1],
	["new Notification('done')", 1],
	['if ("locks" in navigator) navigator.locks.request("a", work)', 0],
	["navigator.storage?.persist?.()", 0],
	["(navigator.serviceWorker as Workers | undefined)", 0],
	["if (typeof navigator.canShare === 'function') navigator.canShare(it)", 0],
	["try { await navigator.clipboard.writeText(it) } catch { select() }", 0],
	["navigator.onLine && crypto.getRandomValues(bytes) && { caches: 1, Notification: 2 }", 0],
])("finds in %s so many: %i", (code, count) => {
	expect(unguardedIn("planted.ts", code)).toHaveLength(count);
});
