/** A form over the wire: XMLHttpRequest, since fetch still cannot tell how much has been sent. */
import { ApiError, errorFrom } from "./api.ts";
import type { UploadFailure } from "./upload-state.ts";

/** Nothing sent and nothing answered for so long: the connection is dead, whatever the browser believes. */
export const STALLED_MS = 90_000;

export const NO_ANSWER: UploadFailure = {
	code: "NETWORK",
	status: 0,
	message: "",
	retryAfterSeconds: null,
};

/** Seconds of a Retry-After header, which may also be a date. */
export function retryAfterSeconds(header: string | null, now: number): number | null {
	if (!header) return null;
	const seconds = Number(header);
	if (Number.isFinite(seconds)) return Math.max(0, seconds);
	const date = Date.parse(header);
	return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

export type Answer<Body> = { ok: true; body: Body } | { ok: false; failure: UploadFailure };

/** What a refusal says. */
export function failureOf(status: number, text: string, retryAfter: string | null): UploadFailure {
	const { code, message } = errorFrom(status, text);
	return {
		code,
		status,
		message,
		retryAfterSeconds: retryAfterSeconds(retryAfter, Date.now()),
	};
}

/** What an answer means. */
export function answerOf<Body>(
	status: number,
	text: string,
	retryAfter: string | null,
): Answer<Body> {
	if (status < 200 || status >= 300)
		return { ok: false, failure: failureOf(status, text, retryAfter) };
	try {
		return { ok: true, body: JSON.parse(text) as Body };
	} catch {
		return { ok: false, failure: NO_ANSWER };
	}
}

/** A file that was moved or changed since it was chosen fails like a lost connection: look which it was. */
export async function whyNoAnswer(files: readonly Blob[]): Promise<UploadFailure> {
	try {
		for (const file of files) await file.slice(0, 1).arrayBuffer();
		return NO_ANSWER;
	} catch {
		return { ...NO_ANSWER, code: "FILE_UNREADABLE" };
	}
}

/** The body of an answer; throws what it was refused with, as `callApi` does. */
export function bodyOf<Body>(answer: Answer<Body>): Body {
	if (answer.ok) return answer.body;
	const { code, status, message } = answer.failure;
	throw new ApiError(code, status, message);
}

export interface FormRequest {
	path: string;
	form: FormData;
	/** The files in it. */
	files: readonly Blob[];
	/** Sent along as Idempotency-Key. */
	key: string;
	signal: AbortSignal;
	/** 0 to 1. */
	onProgress: (fraction: number) => void;
}

/** Sends a form. Never rejects; after an abort its answer is not looked at. */
export function postForm<Body>({ path, form, files, key, signal, onProgress }: FormRequest) {
	return new Promise<Answer<Body>>((resolve) => {
		const request = new XMLHttpRequest();
		let stall: ReturnType<typeof setTimeout>;
		const alive = () => {
			clearTimeout(stall);
			stall = setTimeout(() => request.abort(), STALLED_MS);
		};
		const end = (answer: Answer<Body>) => {
			clearTimeout(stall);
			resolve(answer);
		};
		request.upload.onprogress = (event) => {
			alive();
			onProgress(event.loaded / Math.max(1, event.total));
		};
		request.onload = () =>
			end(answerOf(request.status, request.responseText, request.getResponseHeader("retry-after")));
		request.onerror = async () => end({ ok: false, failure: await whyNoAnswer(files) });
		request.onabort = () => end({ ok: false, failure: NO_ANSWER });
		signal.addEventListener("abort", () => request.abort());
		request.open("POST", path);
		request.setRequestHeader("Idempotency-Key", key);
		request.setRequestHeader("Accept", "application/json");
		alive();
		request.send(form);
	});
}
