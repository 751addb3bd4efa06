/** One request and its answer on the wire; a body is sent as it is read, and counted. */
import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { pipeline, Readable, Transform } from "node:stream";
import { text } from "node:stream/consumers";

const CONNECT_MS = 10_000;
/** Nothing is taken of what is sent for so long: the connection is dead, whatever the system believes. */
const STALLED_MS = 90_000;
/** A server may take its time over a large file that has arrived; whether it is still there is probed. */
const ANSWER_MS = 600_000;
const PROBE_MS = 10_000;

export interface Sending {
	method: string;
	url: URL;
	headers: Record<string, string>;
	body: Blob | null;
	signal: AbortSignal;
	/** Bytes of the body so far. */
	onSent?: ((bytes: number) => void) | undefined;
	/** Takes what a success has to say, instead of `text`. */
	receive?: Receive | undefined;
}

export type Receive = (status: number, body: IncomingMessage) => Promise<void>;

export interface Reply {
	status: number;
	headers: Headers;
	text: string;
}

/** Nothing answered, or not to the end. */
export class NoAnswer extends Error {
	override name = "NoAnswer";
	/** The request never reached anybody. */
	readonly refused: boolean;

	constructor(cause: Error & { code?: string }) {
		super(cause.message, { cause });
		this.refused = cause.code === "ECONNREFUSED";
	}
}

/** The file that was being sent is gone, or another than it was. */
export class FileChanged extends Error {
	override name = "FileChanged";
}

function counting(onSent: Sending["onSent"]): Transform {
	let sent = 0;
	return new Transform({
		transform(chunk, _encoding, pass) {
			sent += chunk.length;
			onSent?.(sent);
			pass(null, chunk);
		},
	});
}

const toHeaders = (given: NodeJS.Dict<string | string[]>) =>
	new Headers(
		Object.entries(given).flatMap(([name, value]) =>
			[value ?? []].flat().map((one): [string, string] => [name, one]),
		),
	);

/** Throws `NoAnswer`, `FileChanged`, the signal's reason, and what a disk says to `receive`. */
export async function exchange(sending: Sending): Promise<Reply> {
	const { method, url, body, signal, onSent } = sending;
	const headers = { ...sending.headers, ...(body ? { "content-length": String(body.size) } : {}) };
	const open = url.protocol === "https:" ? requestHttps : requestHttp;
	const request = open(url, { method, headers, signal });
	request.setTimeout(CONNECT_MS, () => request.destroy(new Error("The connection is silent")));
	request.once("socket", (socket) => {
		socket.setKeepAlive(true, PROBE_MS);
		if (socket.connecting) socket.once("connect", () => request.setTimeout(STALLED_MS));
		else request.setTimeout(STALLED_MS);
	});
	request.once("finish", () => request.setTimeout(ANSWER_MS));
	const answered = new Promise<Reply>((resolve, reject) => {
		request.once("error", reject);
		request.once("response", (response) => {
			const { statusCode: status = 0 } = response;
			const { receive } = sending;
			request.setTimeout(STALLED_MS);
			const read =
				receive && status < 300 ? receive(status, response).then(() => "") : text(response);
			read.then(
				(all) => resolve({ status, headers: toHeaders(response.headers), text: all }),
				reject,
			);
		});
	});
	try {
		if (body) sendBody(body, request, onSent);
		else request.end();
		return await answered;
	} catch (error) {
		signal.throwIfAborted();
		if ((error as Error).name === "NotReadableError")
			throw new FileChanged("The file was changed or removed while it was being sent");
		if (isDiskFault(error)) throw error;
		throw new NoAnswer(error as Error);
	} finally {
		// An answer that came before the end of the body makes the rest of it useless.
		if (!request.writableFinished) request.destroy();
	}
}

const DISK_FAULTS = new Set(["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EIO", "EFBIG"]);

const isDiskFault = (error: unknown) => DISK_FAULTS.has((error as { code?: string }).code ?? "");

/** What goes wrong ends the request with it. */
function sendBody(body: Blob, request: ClientRequest, onSent: Sending["onSent"]): void {
	const source = Readable.fromWeb(body.stream() as Parameters<typeof Readable.fromWeb>[0]);
	pipeline(source, counting(onSent), request, () => {});
}
