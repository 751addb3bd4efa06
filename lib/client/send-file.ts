/** One file of the queue on its way to where it belongs: an album, or a zone. */
import { type ApiError, callApi } from "./api.ts";
import type { NewZone } from "./new-zone.ts";
import type { Send, SendResult } from "./upload-queue-types.ts";
import type { AlbumTarget, UploadItem } from "./upload-state.ts";
import { type Answer, NO_ANSWER, postForm } from "./upload-transport.ts";

/** A photo of this size and more: below, the two requests more cost as much as they save. */
const LARGE_BYTES = 10 * 1024 ** 2;

export const isLarge = ({ size }: UploadItem) => size >= LARGE_BYTES;

type Parts = typeof import("./send-in-parts.ts");

/** What sends in parts, as it is fetched; null where it did not come, and all is sent whole. */
export const loadParts = (): Promise<Parts | null> =>
	import("./send-in-parts.ts").catch(() => null);

interface Sending {
	item: UploadItem;
	file: Blob;
	/** Accounts may send a large file in parts. */
	inParts: Promise<Parts | null> | null;
	signal: AbortSignal;
	onProgress: (sentBytes: number) => void;
}

/** How an account sends (`inParts`), or a guest. */
export const sendFile =
	(inParts: Promise<Parts | null> | null): Send =>
	(item, file, options) => {
		const { target } = item;
		const sending = { item, file, inParts, ...options };
		if ("album" in target) return toAlbum(target, sending);
		const media = `/api/v1/events/${target.eventId}/media`;
		if (target.zone === null) return arrived(post(media, "files", [], sending));
		if (typeof target.zone === "string") return toZone(target.zone, media, sending);
		return toNewZone(target.zone, target.eventId, sending);
	};

const nameOf = ({ name }: UploadItem) => name.split("/").at(-1) ?? name;

function post<Body>(
	path: string,
	field: string,
	fields: [name: string, value: string][],
	{ item, file, signal, onProgress }: Sending,
): Promise<Answer<Body>> {
	// The fields come before the file: the server reads a body in its order.
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	form.append(field, file, nameOf(item));
	return postForm<Body>({
		...{ path, form, files: [file], key: item.key, signal },
		// The share is of the form, whose own bytes count too.
		onProgress: (fraction) => onProgress(Math.round(fraction * item.size)),
	});
}

async function arrived(answer: Promise<Answer<unknown>>): Promise<SendResult> {
	const result = await answer;
	return result.ok ? { ok: true, duplicate: false } : result;
}

async function toAlbum(
	{ eventId, album, uploaderName }: AlbumTarget,
	sending: Sending,
): Promise<SendResult> {
	const fields: [string, string][] = [["albumName", album]];
	if (uploaderName) fields.push(["uploaderName", uploaderName]);
	const path = `/api/events/${eventId}/photos`;
	const parts = isLarge(sending.item) ? await sending.inParts : null;
	const answer = await (parts
		? sendParts(parts, path, fields, sending)
		: post<{ duplicate?: boolean }>(path, "file", fields, sending));
	return answer.ok ? { ok: true, duplicate: answer.body.duplicate === true } : answer;
}

function sendParts(
	{ postInParts }: Parts,
	path: string,
	fields: [name: string, value: string][],
	sending: Sending,
) {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	const { item } = sending;
	return postInParts<{ duplicate?: boolean }>({ ...sending, path, form, fileName: nameOf(item) });
}

const toZone = (zoneId: string, media: string, sending: Sending) =>
	arrived(post(`${media}/zones/${zoneId}/files`, "files", [], sending));

/** One of them makes the zone of itself; for the others it is one that is there. */
function toNewZone(zone: NewZone, eventId: string, sending: Sending): Promise<SendResult> {
	const media = `/api/v1/events/${eventId}/media`;
	const { key } = sending.item;
	return zone.inTurn<SendResult>(key, {
		stopped: () => (sending.signal.aborted ? { ok: false, failure: NO_ANSWER } : null),
		add: (zoneId) => toZone(zoneId, media, sending),
		make: async (zoneId) => {
			const alone = await post<{ id: string }>(media, "files", [], sending);
			if (!alone.ok) return { result: alone, zoneId };
			try {
				return {
					result: { ok: true, duplicate: false },
					zoneId: await putTogether(eventId, zoneId, alone.body.id, zone.title),
				};
			} catch (error) {
				return { result: failed(error), zoneId };
			}
		},
	});
}

/** Into the zone if there is one, else as the first of a new one. Gives its id. */
async function putTogether(
	eventId: string,
	zoneId: string | null,
	mediaId: string,
	title: string | null,
): Promise<string> {
	const media_ids = [mediaId];
	if (zoneId === null) {
		const body = { media_ids, title };
		const made = await callApi<{ id: string }>("POST", `/api/events/${eventId}/zones`, { body });
		return made.id;
	}
	const body = { media_ids, zone_id: zoneId };
	await callApi("POST", `/api/events/${eventId}/media/move`, { body });
	return zoneId;
}

function failed(error: unknown): SendResult {
	const { code, status, message } = error as ApiError;
	return { ok: false, failure: { code, status, message, retryAfterSeconds: null } };
}
