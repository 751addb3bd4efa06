/** Photos of this machine and those of an album. */
import { randomUUID } from "node:crypto";
import { openAsBlob } from "node:fs";
import type { AlbumName } from "#lib/events/events.values.ts";
import { photosMissing, photoUploaded } from "#lib/media/media.schema.ts";
import type { Client } from "./client.ts";
import type { LocalFile } from "./files.ts";
import { formOf } from "./form.ts";

export interface Target {
	eventId: string;
	album: AlbumName;
	/** Shown with the photos. */
	uploader: string | undefined;
}

const pathOf = ({ eventId }: Target) => `/api/events/${eventId}/photos`;

/** Those of these contents (SHA-256, hex; at most a thousand) that the album has not. */
export async function findMissing(
	client: Client,
	target: Target,
	sha256: readonly string[],
): Promise<Set<string>> {
	const path = `${pathOf(target)}/missing`;
	const call = { method: "POST", path, json: { album: target.album, sha256 } };
	return new Set((await client.ask(call, photosMissing)).missing);
}

/** Throws like `Client.send`. "there" when the album had it by then. */
export async function sendPhoto(
	client: Client,
	target: Target,
	file: LocalFile,
	options: { signal: AbortSignal; onSent?: (bytes: number) => void },
): Promise<{ id: string; status: "sent" | "there" }> {
	const { album, uploader } = target;
	const fields = {
		albumName: album,
		...(uploader === undefined ? {} : { uploaderName: uploader }),
	};
	const blob = await openAsBlob(file.path);
	const { body, headers } = formOf(fields, [{ field: "file", name: file.name, file: blob }]);
	const { id, duplicate } = await client.ask(
		{
			...{ method: "POST", path: pathOf(target), body, ...options },
			headers: { ...headers, "idempotency-key": randomUUID() },
		},
		photoUploaded,
	);
	return { id, status: duplicate ? "there" : "sent" };
}
