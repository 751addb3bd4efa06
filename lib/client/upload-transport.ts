/** One file over the wire: XMLHttpRequest, since fetch still cannot tell how much has been sent. */
import { errorFrom } from "./api.ts";
import type { Send, SendResult } from "./upload-queue.ts";
import type { UploadFailure, UploadItem } from "./upload-state.ts";

/** Nothing sent and nothing answered for so long: the connection is dead, whatever the browser believes. */
const STALLED_MS = 90_000;

const NO_ANSWER: UploadFailure = {
	code: "NETWORK",
	status: 0,
	message: "",
	retryAfterSeconds: null,
};

function formOf(item: UploadItem, file: Blob): FormData {
	// The fields come before the file: the server reads a body in its order.
	const form = new FormData();
	form.append("albumName", item.target.album);
	if (item.target.uploaderName) form.append("uploaderName", item.target.uploaderName);
	form.append("file", file, item.name.split("/").at(-1));
	return form;
}

/** Seconds of a Retry-After header, which may also be a date. */
export function retryAfterSeconds(header: string | null, now: number): number | null {
	if (!header) return null;
	const seconds = Number(header);
	if (Number.isFinite(seconds)) return Math.max(0, seconds);
	const date = Date.parse(header);
	return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

/** What an answer means. */
export function resultOf(status: number, text: string, retryAfter: string | null): SendResult {
	if (status >= 200 && status < 300) {
		try {
			const body = JSON.parse(text) as { duplicate?: boolean };
			return { ok: true, duplicate: body.duplicate === true };
		} catch {
			return { ok: false, failure: NO_ANSWER };
		}
	}
	const { code, message } = errorFrom(status, text);
	return {
		ok: false,
		failure: {
			code,
			status,
			message,
			retryAfterSeconds: retryAfterSeconds(retryAfter, Date.now()),
		},
	};
}

/** A file that was moved or changed since it was chosen fails like a lost connection: look which it was. */
async function noAnswer(file: Blob): Promise<SendResult> {
	try {
		await file.slice(0, 1).arrayBuffer();
		return { ok: false, failure: NO_ANSWER };
	} catch {
		return { ok: false, failure: { ...NO_ANSWER, code: "FILE_UNREADABLE" } };
	}
}

export const sendPhoto: Send = (item, file, { signal, onProgress }) =>
	new Promise((resolve) => {
		const request = new XMLHttpRequest();
		let stall: ReturnType<typeof setTimeout>;
		const alive = () => {
			clearTimeout(stall);
			stall = setTimeout(() => request.abort(), STALLED_MS);
		};
		const end = (result: SendResult | Promise<SendResult>) => {
			clearTimeout(stall);
			resolve(result);
		};
		request.upload.onprogress = (event) => {
			alive();
			// The event counts the form's own bytes too.
			onProgress(Math.round((event.loaded / Math.max(1, event.total)) * item.size));
		};
		request.onload = () =>
			end(resultOf(request.status, request.responseText, request.getResponseHeader("retry-after")));
		request.onerror = () => end(noAnswer(file));
		request.onabort = () => end({ ok: false, failure: NO_ANSWER });
		signal.addEventListener("abort", () => request.abort());
		request.open("POST", `/api/events/${item.target.eventId}/photos`);
		request.setRequestHeader("Idempotency-Key", item.key);
		request.setRequestHeader("Accept", "application/json");
		alive();
		request.send(formOf(item, file));
	});
