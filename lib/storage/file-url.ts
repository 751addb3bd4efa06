/**
 * Short-lived addresses of stored objects. An address is bound to one object, its type and how it is
 * shown, and stays the same within a window, so that browsers and CDNs can keep what they loaded.
 */
import { config } from "#lib/config/config.ts";
import { keysFor } from "#lib/core/keyring.ts";
import { toAddress } from "#lib/core/origin.ts";
import { sameText, sign } from "#lib/core/signing.ts";

export interface FileView {
	key: string;
	contentType: string;
	/** Given, the file is a download under that name; else it is shown in place. */
	downloadName?: string | undefined;
	/** The original without its metadata, put together from the recipe beside it. */
	stripped?: boolean;
}

const text = (view: FileView, expires: string) =>
	JSON.stringify([
		view.key,
		view.contentType,
		view.downloadName ?? null,
		view.stripped ?? false,
		expires,
	]);

/** The same for all who ask within a window: at least one from now, and at most two. */
export function expiryWithin(window: number, now = Date.now()): number {
	return (Math.floor(now / window) + 2) * window;
}

/** An address on this server; valid for `FILE_URL_HOURS` at least where nothing else is said. */
export function signFileUrl(
	view: FileView,
	now = Date.now(),
	expiresAt = expiryWithin(config().fileUrlMs, now),
): string {
	const expires = String(expiresAt);
	const query = new URLSearchParams({ t: view.contentType, e: expires });
	if (view.downloadName !== undefined) query.set("n", view.downloadName);
	if (view.stripped) query.set("v", "stripped");
	query.set("s", sign(keysFor("file-url")[0].bytes, text(view, expires)));
	return toAddress(`/files/${view.key}?${query}`);
}

/** The view that an address stands for, or null when it was altered or is over. */
export function readFileUrl(
	objectKey: string,
	query: URLSearchParams,
	now = Date.now(),
): (FileView & { expiresAt: number }) | null {
	const expires = query.get("e") ?? "";
	const view: FileView = {
		key: objectKey,
		contentType: query.get("t") ?? "",
		downloadName: query.get("n") ?? undefined,
		stripped: query.get("v") === "stripped",
	};
	const given = query.get("s") ?? "";
	const said = text(view, expires);
	if (!keysFor("file-url").some(({ bytes }) => sameText(sign(bytes, said), given))) return null;
	const expiresAt = Number(expires);
	return expiresAt > now ? { ...view, expiresAt } : null;
}
