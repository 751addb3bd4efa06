/** The browser's one way to the API: JSON in, JSON out, failures as `ApiError` with a code. */

export class ApiError extends Error {
	override name = "ApiError";
	readonly code: string;
	readonly status: number;
	readonly details: string | null;

	constructor(code: string, status: number, message: string, details: string | null = null) {
		super(message);
		this.code = code;
		this.status = status;
		this.details = details;
	}
}

/**
 * A code and its words are `error` and `message`, `code` and `detail` in the batches' family, `code`
 * and `error` where photos are recognised.
 */
interface ErrorBody {
	error?: unknown;
	message?: unknown;
	details?: unknown;
	code?: unknown;
	detail?: unknown;
}

/** Reads an error answer, whatever a proxy in between may have made of it. */
export function errorFrom(status: number, text: string): ApiError {
	let body: ErrorBody = {};
	try {
		body = JSON.parse(text) as ErrorBody;
	} catch {
		// Not ours: a gateway's page. The status says what there is to know.
	}
	const [said, named] = [textOf(body.error), textOf(body.code)];
	const code = named ?? said ?? codeOfStatus(status);
	const message = textOf(body.message) ?? textOf(body.detail) ?? (named && said) ?? "";
	return new ApiError(code, status, message, textOf(body.details));
}

const textOf = (value: unknown) => (typeof value === "string" ? value : null);

function codeOfStatus(status: number): string {
	if (status === 413) return "FILE_TOO_LARGE";
	if (status === 429) return "RATE_LIMITED";
	if (status === 502 || status === 503 || status === 504) return "UNAVAILABLE";
	return "INTERNAL_ERROR";
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Calls the API; `undefined` where the answer has no body. Throws `ApiError`, code `NETWORK` when nothing answered. */
export async function callApi<T>(
	method: Method,
	path: string,
	options: { body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
	let response: Response;
	try {
		response = await fetch(path, {
			method,
			headers: options.body === undefined ? {} : { "content-type": "application/json" },
			body: options.body === undefined ? null : JSON.stringify(options.body),
			credentials: "same-origin",
			cache: "no-store",
			signal: options.signal ?? null,
		});
	} catch (error) {
		if (options.signal?.aborted) throw error;
		throw new ApiError("NETWORK", 0, "");
	}
	const text = await response.text();
	if (!response.ok) throw errorFrom(response.status, text);
	return (text === "" ? undefined : JSON.parse(text)) as T;
}
