/** Resumable uploads as the protocol writes them, header by header. */
import {
	type ClientRequest,
	type IncomingHttpHeaders,
	type IncomingMessage,
	request,
} from "node:http";
import type { Json } from "./api.ts";
import { reference } from "./reference.ts";

export interface TusReply {
	status: number;
	headers: IncomingHttpHeaders;
	/** Of an error; null where there is none. */
	body: Json;
}

/** A request that is sent piece by piece. */
export interface OpenChunk {
	/** Null when the connection broke before. */
	answer: Promise<TusReply | null>;
	send(bytes: Uint8Array): void;
	finish(): void;
	/** Breaks the connection off. */
	abort(): void;
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

export function aMetadata(fields: Record<string, string>): string {
	return Object.entries(fields)
		.map(([name, value]) => `${name} ${base64(value)}`)
		.join(",");
}

function answerOf(sending: ClientRequest): Promise<TusReply | null> {
	return new Promise((resolve, reject) => {
		sending.on("error", () => resolve(null));
		sending.on("response", (response) => read(sending, response).then(resolve, reject));
	});
}

/** Rejects for what is not as documented. */
async function read({ method, path }: ClientRequest, response: IncomingMessage): Promise<TusReply> {
	let text = "";
	for await (const chunk of response) text += chunk;
	const { statusCode: status = 0, headers } = response;
	const body = text === "" ? null : JSON.parse(text);
	const type = headers["content-type"] ?? "";
	reference.assert(method, path, { status, type, body: body ?? "" });
	return { status, headers, body };
}

export class Tus {
	readonly url: string;
	readonly headers: Record<string, string>;

	constructor(url: string, headers: Record<string, string>) {
		this.url = url;
		this.headers = headers;
	}

	/** The path goes out as it stands: nothing follows its dots. */
	open(method: string, path: string, headers: Record<string, string> = {}): OpenChunk {
		const { hostname, port } = new URL(this.url);
		const all = { "tus-resumable": "1.0.0", ...this.headers, ...headers };
		const sending = request({ hostname, port, method, path, headers: all, agent: false });
		const answer = answerOf(sending);
		sending.flushHeaders();
		return {
			answer,
			send: (bytes) => void sending.write(bytes),
			finish: () => void sending.end(),
			abort: () => void sending.destroy(),
		};
	}

	async send(
		method: string,
		path: string,
		headers: Record<string, string> = {},
		bytes: Uint8Array = new Uint8Array(0),
	): Promise<TusReply> {
		const length: Record<string, string> =
			bytes.length > 0 ? { "content-length": String(bytes.length) } : {};
		const chunk = this.open(method, path, { ...length, ...headers });
		if (bytes.length > 0) chunk.send(bytes);
		chunk.finish();
		const reply = await chunk.answer;
		if (!reply) throw new Error(`${method} ${path} got no answer`);
		return reply;
	}

	/** Begins an upload and gives its path. */
	async create(
		length: number,
		fields: Record<string, string> = { filename: "sheets.zip" },
	): Promise<string> {
		const reply = await this.post(length, { "upload-metadata": aMetadata(fields) });
		if (reply.status !== 201) throw new Error(`Creating an upload answered ${reply.status}`);
		return new URL(reply.headers.location ?? "", this.url).pathname;
	}

	post = (length: number, headers: Record<string, string> = {}, bytes?: Uint8Array) =>
		this.send("POST", "/api/uploads", { "upload-length": String(length), ...headers }, bytes);

	head = (path: string) => this.send("HEAD", path);

	patch = (path: string, offset: number, bytes: Uint8Array, headers = {}) =>
		this.send("PATCH", path, { ...chunkHeaders(offset), ...headers }, bytes);

	openPatch = (path: string, offset: number, headers = {}) =>
		this.open("PATCH", path, { ...chunkHeaders(offset), ...headers });

	delete = (path: string) => this.send("DELETE", path);

	/** The offset to go on from. */
	async offset(path: string): Promise<number> {
		const { status, headers } = await this.head(path);
		if (status !== 200) throw new Error(`HEAD answered ${status}`);
		return Number(headers["upload-offset"]);
	}
}

const chunkHeaders = (offset: number) => ({
	"content-type": "application/offset+octet-stream",
	"upload-offset": String(offset),
});
