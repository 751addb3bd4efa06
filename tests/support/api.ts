/** The API as a script uses it; every answer is held against the reference. */
import { reference } from "./reference.ts";

export const DEMO_EVENT = "16073628-2359-4df7-a505-f8a2a6139cf3";

// biome-ignore lint/suspicious/noExplicitAny: bodies are looked into field by field
export type Json = any;

export interface Reply {
	status: number;
	headers: Headers;
	body: Json;
}

export interface FileOf {
	field: string;
	name: string;
	bytes: Uint8Array;
}

export function aForm(fields: Record<string, string>, files: readonly FileOf[] = []): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	for (const { field, name, bytes } of files)
		form.append(field, new Blob([new Uint8Array(bytes)]), name);
	return form;
}

/** A caller with headers of its own: a token, a code, a user agent. */
export class Api {
	readonly url: string;
	readonly headers: Record<string, string>;

	constructor(url: string, headers: Record<string, string> = {}) {
		this.url = url;
		this.headers = headers;
	}

	with(headers: Record<string, string>): Api {
		return new Api(this.url, { ...this.headers, ...headers });
	}

	async request(method: string, path: string, body?: unknown): Promise<Reply> {
		const json = body !== undefined && !(body instanceof FormData);
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: { ...this.headers, ...(json ? { "content-type": "application/json" } : {}) },
			body: json ? JSON.stringify(body) : (body as FormData | undefined),
		});
		const text = await response.text();
		const { status, headers } = response;
		const type = headers.get("content-type")?.split(";")[0] ?? "";
		const answer = { status, headers, type, body: type.includes("json") ? JSON.parse(text) : text };
		reference.assert(method, path, answer);
		return answer;
	}

	get = (path: string) => this.request("GET", path);
	post = (path: string, body?: unknown) => this.request("POST", path, body);
	patch = (path: string, body?: unknown) => this.request("PATCH", path, body);
	put = (path: string, body?: unknown) => this.request("PUT", path, body);
	delete = (path: string) => this.request("DELETE", path);

	/** The same caller signed in. */
	async signIn(username: string, password: string): Promise<Api> {
		const { status, body } = await this.post("/api/auth/login", { username, password });
		if (status !== 200) throw new Error(`Sign-in answered ${status}`);
		return this.with({ authorization: `Bearer ${body.access_token}` });
	}

	/** A new photographer, signed in; where registration is open. */
	async register(username: string): Promise<Api> {
		const password = "a long password";
		const email = `${username}@example.com`;
		const { status } = await this.post("/api/auth/register", { username, email, password });
		if (status !== 201) throw new Error(`Registering answered ${status}`);
		return this.signIn(username, password);
	}

	photographer = () => this.signIn("photographer", "photographer123");
	admin = () => this.signIn("admin", "admin123");

	async createEvent(settings: Record<string, unknown> = {}): Promise<string> {
		const event = { name: "An event", date: "2026-05-09", ...settings };
		const { status, body } = await this.post("/api/events", event);
		if (status !== 201) throw new Error(`Creating an event answered ${status}`);
		return body.id;
	}

	upload(
		eventId: string,
		bytes: Uint8Array,
		name = "photo.jpg",
		fields: Record<string, string> = {},
	) {
		const form = aForm({ albumName: "Official", ...fields }, [{ field: "file", name, bytes }]);
		return this.post(`/api/events/${eventId}/photos`, form);
	}

	uploadBatch(
		eventId: string,
		files: readonly { name: string; bytes: Uint8Array }[],
		fields: Record<string, string> = {},
	) {
		const parts = files.map((file, index) => ({ ...file, field: `file${index}` }));
		const form = aForm({ albumName: "Official", ...fields }, parts);
		return this.post(`/api/events/${eventId}/photos/batch`, form);
	}
}

const POLL_MS = 100;

/** A little less than a test has, so that it ends with what was there instead. */
const PATIENCE_MS = 100_000;

/** What an answer refuses with: its status and its code. */
export const refusal = ({ status, body }: Reply) => [status, body.error];

/** Asks until the answer is as wanted. Throws after `patienceMs`. */
export async function eventually<T>(
	ask: () => Promise<T>,
	wanted: (value: T) => boolean,
	patienceMs = PATIENCE_MS,
): Promise<T> {
	const until = Date.now() + patienceMs;
	for (;;) {
		const value = await ask();
		if (wanted(value)) return value;
		if (Date.now() > until) throw new Error(`Never came: ${JSON.stringify(value).slice(0, 500)}`);
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}
