/**
 * Resumable uploads by the tus protocol, at /api/uploads. Answered by the web server itself: a chunk
 * goes from the socket to the disk, and a broken connection is seen for what it is.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { config } from "#lib/config/config.ts";
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { toAddress } from "#lib/core/origin.ts";
import { uploadMetadata } from "#lib/uploads/uploads.schema.ts";
import * as uploads from "#lib/uploads/uploads.service.ts";
import { admitUpload } from "./admission.ts";
import { methodNotAllowed } from "./errors.ts";
import { sendAnswer, toRequest } from "./node-exchange.ts";
import { admit, serve } from "./route.ts";
import * as tus from "./tus-headers.ts";

const PATH = "/api/uploads";
const METHODS = ["OPTIONS", "HEAD", "GET", "POST", "PATCH", "DELETE"];

/** What one chunk counts for at most: it is written as it comes, and room is looked for on the way. */
const MOST_IN_FLIGHT = 32 * 1024 * 1024;

interface TusRequest {
	actor: Actor;
	/** Null for /api/uploads itself. */
	id: string | null;
	headers: Headers;
	body: AsyncIterable<Uint8Array>;
}

/** As it was sent: an address parser would follow its dots. */
const pathOf = (request: IncomingMessage) => (request.url ?? "").split("?")[0] ?? "";

/** True for requests that `serveTus` answers. */
export function isTusRequest(request: IncomingMessage): boolean {
	const path = pathOf(request);
	return path === PATH || path.startsWith(`${PATH}/`);
}

/** What follows the path, whatever it is; one slash at the end is none. */
function idOf(request: IncomingMessage): string | null {
	const rest = pathOf(request)
		.slice(PATH.length + 1)
		.replace(/\/$/, "");
	return rest === "" ? null : decodeURIComponent(rest);
}

/** Some proxies and clients know no PATCH and DELETE: a header names the method then. */
function methodOf(request: IncomingMessage): string {
	const override = request.headers["x-http-method-override"]?.toString();
	return (override ?? request.method ?? "GET").toUpperCase();
}

const notAllowed = (id: string | null) =>
	methodNotAllowed(id === null ? ["OPTIONS", "POST"] : ["OPTIONS", "HEAD", "PATCH", "DELETE"]);

/**
 * A sender that is silent for so long has lost its connection without our knowing (another network, a
 * closed laptop). It will be back soon, and must not find the upload held by what is left of itself.
 */
const SILENCE_MS = 10_000;

/** The body as it arrives; left alone when its reader has enough, so that the rest can be discarded. */
async function* bodyOf(request: IncomingMessage): AsyncIterable<Uint8Array> {
	const { socket } = request;
	const { idleTimeoutMs } = config();
	socket.setTimeout(Math.min(SILENCE_MS, idleTimeoutMs));
	try {
		yield* request.iterator({ destroyOnReturn: false });
	} catch (cause) {
		throw new AppError("VALIDATION_ERROR", { message: "The connection broke off", cause });
	} finally {
		socket.setTimeout(idleTimeoutMs);
	}
}

function headersOf({ received, length, expiresAt }: uploads.Upload): Record<string, string> {
	return {
		"Upload-Offset": String(received),
		...(received < length ? { "Upload-Expires": expiresAt.toUTCString() } : {}),
	};
}

function capabilities(): Response {
	const headers = {
		"Tus-Version": tus.TUS_VERSION,
		"Tus-Extension": tus.TUS_EXTENSIONS,
		"Tus-Max-Size": String(config().resumable.uploadBytes),
		"Tus-Checksum-Algorithm": tus.TUS_ALGORITHMS,
	};
	return new Response(null, { status: 204, headers });
}

/** Takes the body as a chunk, while there is room for one more. */
async function append({ actor, headers, body }: TusRequest, id: string, offset: number) {
	const declared = tus.declaredBytes(headers);
	const checksum = tus.readChecksum(headers);
	const bytes = Math.min(declared ?? MOST_IN_FLIGHT, MOST_IN_FLIGHT);
	const leave = await admitUpload(`user:${actor.user?.id}`, bytes);
	try {
		return await uploads.append(actor, id, { offset, declared, checksum, bytes: body });
	} finally {
		leave();
	}
}

async function create(c: TusRequest): Promise<Response> {
	const { text, fields } = tus.readMetadata(c.headers);
	const length = tus.readLength(c.headers);
	const given = { length, metadata: text, fields: uploadMetadata.parse(fields) };
	let upload = await uploads.create(c.actor, given);
	if (tus.hasChunk(c.headers)) {
		const { id } = upload;
		upload = await append(c, id, 0).catch(async (error) => {
			// Its sender never learned where it is: nobody could go on with it.
			await uploads.terminate(c.actor, id);
			throw error;
		});
	}
	const headers = { Location: toAddress(`${PATH}/${upload.id}`), ...headersOf(upload) };
	return new Response(null, { status: 201, headers });
}

async function patch(c: TusRequest, id: string): Promise<Response> {
	if (!tus.hasChunk(c.headers))
		throw new AppError("UNSUPPORTED_MEDIA_TYPE", {
			message: `Content-Type must be ${tus.CHUNK_TYPE}`,
		});
	const upload = await append(c, id, tus.readOffset(c.headers));
	return new Response(null, { status: 204, headers: headersOf(upload) });
}

async function head({ actor }: TusRequest, id: string): Promise<Response> {
	const upload = await uploads.get(actor, id);
	const headers: Record<string, string> = {
		...headersOf(upload),
		"Upload-Length": String(upload.length),
	};
	if (upload.metadata !== "") headers["Upload-Metadata"] = upload.metadata;
	return new Response(null, { status: 200, headers });
}

async function handle(method: string, c: TusRequest): Promise<Response> {
	tus.assertVersion(c.headers);
	if (c.id === null) {
		if (method === "POST") return create(c);
		throw notAllowed(null);
	}
	if (method === "HEAD") return head(c, c.id);
	if (method === "PATCH") return patch(c, c.id);
	if (method === "DELETE") {
		await uploads.terminate(c.actor, c.id);
		return new Response(null, { status: 204 });
	}
	await uploads.get(c.actor, c.id);
	throw notAllowed(c.id);
}

const RATES = { POST: "upload", PATCH: "upload", DELETE: "write" } as const;

export async function serveTus(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const method = methodOf(request);
	const known = METHODS.includes(method);
	const handler = serve({ family: "platform" }, async (asked, params, limits) => {
		if (!known) throw notAllowed(idOf(request));
		if (method === "OPTIONS") return capabilities();
		const rate = RATES[method as keyof typeof RATES] ?? "read";
		const options = { family: "platform", auth: "user", rate } as const;
		const { actor } = await admit(asked, params, options, limits);
		const { headers } = asked;
		return handle(method, { actor, id: idOf(request), headers, body: bodyOf(request) });
	});
	const asked = toRequest(request, known ? method : "GET");
	response.setHeader("Tus-Resumable", tus.TUS_VERSION);
	await sendAnswer(await handler(asked, { params: Promise.resolve({}) }), response, method);
}
