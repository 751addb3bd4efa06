/**
 * What a route handler declares, and what happens in front of every one: request id, credentials,
 * rate limits, parsing, wrong guesses, errors in the family's form, and the log line.
 */
import type { z } from "zod";
import { config } from "#lib/config/config.ts";
import { type Actor, hasScope, type Scope } from "#lib/core/actor.ts";
import { withContext } from "#lib/core/context.ts";
import { AppError, type ErrorCode } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { withOrigin } from "#lib/core/origin.ts";
import { ADDRESS_HEADER } from "./client-address.ts";
import { identify, isSameOrigin } from "./credentials.ts";
import { errorResponse, type Family, STATUS, toAppError } from "./errors.ts";
import { sentCodeGuess } from "./guess.ts";
import { assertMayGuess, countFailures, type Guesser, rememberRight } from "./guess-limit.ts";
import { readJson } from "./json.ts";
import type { RateClass } from "./limiters.ts";
import { countRequest } from "./rate-limit.ts";
import { REQUEST_ID_HEADER, requestIdFrom } from "./request-id.ts";
import { assertText } from "./text.ts";

/** What a handler is given. Ids in `params` are as they came: services find them, or do not. */
export interface RouteContext<Query, Body> {
	actor: Actor;
	params: Record<string, string>;
	query: Query;
	body: Body;
	request: Request;
	/** The caller's network address. */
	address: string;
	/** For limits and idempotency: the credential, else the address. */
	caller: string;
}

export interface RouteOptions<Query, Body> {
	family: Family;
	/** "user" answers strangers 401 at once; "anyone" leaves it to the use case. */
	auth: "user" | "anyone";
	/** What an API key needs; a service that asks `events.authorize` checks by itself. */
	scope?: Scope;
	rate: RateClass;
	query?: z.ZodType<Query>;
	body?: z.ZodType<Body>;
	/** At most, where that is more than bodies have. */
	bodyBytes?: number;
	/** Who guesses what: wrong guesses (these codes) are counted, and too many held back. */
	guess?: {
		codes: readonly ErrorCode[];
		by: (c: RouteContext<Query, Body>) => Guesser[];
		/** A success says that the guess was right: its address is remembered. */
		atTheDoor: boolean;
	};
	/** What a success answers: exactly these fields leave the server, whatever a service returns. */
	answers?: z.ZodType;
	/** Of a plain result; 200 where nothing is said, 204 where there is no content. */
	status?: number;
}

export type RouteHandler = (
	request: Request,
	context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>;

/** What a handler has declared, for whoever describes it. */
export interface Declaration extends Omit<RouteOptions<unknown, unknown>, "guess"> {
	/** Of an upload: an `Idempotency-Key` means nothing. */
	forgetful?: boolean;
}

export type DeclaredHandler = RouteHandler & { readonly declared: Declaration };

type Handle<Query, Body> = (c: RouteContext<Query, Body>) => Promise<unknown>;

/** A result with a status or headers of its own. */
export class Answer {
	readonly status: number;
	readonly body: unknown;
	readonly headers: Record<string, string>;

	constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
		this.status = status;
		this.body = body;
		this.headers = headers;
	}
}

function toResponse(result: unknown, options: { answers?: z.ZodType; status?: number }): Response {
	const plain = options.status ?? (result === undefined ? 204 : 200);
	const { status, body, headers } = result instanceof Answer ? result : new Answer(plain, result);
	if (body === undefined) return new Response(null, { status, headers });
	// Text and bytes are sent as they are: the handler names their type.
	if (typeof body === "string" || body instanceof Uint8Array)
		return new Response(body as BodyInit, { status, headers });
	const checked = options.answers?.safeParse(body);
	if (checked && !checked.success)
		throw new Error("An answer is not as declared", { cause: checked.error });
	return Response.json(checked ? checked.data : body, { status, headers });
}

/** A handler for requests without a body, or with JSON. */
export function route<Query = unknown, Body = unknown>(
	options: RouteOptions<Query, Body>,
	handle: Handle<Query, Body>,
): DeclaredHandler {
	const handler = serve(options, async (request, params, headers) => {
		const context = await admit(request, params, options, headers);
		const body = options.body?.parse(await readJson(request, options.bodyBytes)) as Body;
		return perform({ ...context, body }, options, handle);
	});
	return Object.assign(handler, { declared: options });
}

/** Runs a handler, writes whatever it throws in the family's form, and notes the request. */
export function serve(
	options: { family: Family },
	work: (
		request: Request,
		params: Record<string, string>,
		headers: Record<string, string>,
	) => Promise<Response>,
): RouteHandler {
	return async (request, { params }) => {
		const started = performance.now();
		const requestId = requestIdFrom(request.headers.get(REQUEST_ID_HEADER) ?? undefined);
		const headers: Record<string, string> = { "X-Request-Id": requestId };
		const given = singleParams((await params) ?? {});
		const working = withContext({ requestId }, () =>
			withOrigin(originFor(request), () => work(request, given, headers)),
		);
		const response = await working.catch((thrown) => {
			const error = toAppError(thrown);
			note(error, requestId);
			return errorResponse(options.family, error);
		});
		for (const [name, value] of Object.entries({ "Cache-Control": "no-store", ...headers }))
			if (!response.headers.has(name)) response.headers.set(name, value);
		// A form on another site could sign its reader out, or in as somebody else.
		if (!isSameOrigin(request)) response.headers.delete("Set-Cookie");
		const { method, url } = request;
		const ms = Math.round(performance.now() - started);
		const path = new URL(url).pathname;
		log.info({ requestId, method, path, status: response.status, ms }, "request");
		return response;
	};
}

/** Faults of ours with all there is to know; being busy or away, which is no fault, in one line. */
function note(error: AppError, requestId: string): void {
	const { code, message } = error;
	const status = STATUS[code];
	if (status === 503) log.warn({ code, requestId }, message);
	else
		log[status >= 500 ? "error" : "debug"](
			{ err: error.cause ?? error, detail: error.log, requestId },
			message,
		);
}

/** The named parts of the path, of which most have none; no route of ours takes a rest. */
function singleParams(params: Record<string, string | string[] | undefined>) {
	const entries = Object.entries(params);
	return Object.fromEntries(
		entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
	);
}

/** Our own pages get paths, which stay the same whatever the host is called; others whole addresses. */
function originFor({ headers, url }: Request): string {
	if (headers.get("sec-fetch-site") === "same-origin") return "";
	const host = headers.get("host") ?? new URL(url).host;
	return config().publicUrl ?? `http://${host}`;
}

function assertAllowed(actor: Actor, auth: "user" | "anyone", scope: Scope | undefined): void {
	if (auth === "user" && !actor.user)
		throw new AppError("UNAUTHENTICATED", {
			message: "Please sign in",
			headers: { "WWW-Authenticate": "Bearer" },
		});
	if (scope && !hasScope(actor, scope))
		throw new AppError("INSUFFICIENT_SCOPE", { message: `This API key lacks the scope ${scope}` });
}

/** The credential, else the address: what one key may do is nothing to the next. */
function callerOf({ user, sessionId, keyId }: Actor, address: string): string {
	return user ? `user:${user.id}:${keyId ?? sessionId}` : `address:${address}`;
}

/** Everything that is decided before a body is read. `headers` gets the rate limit's. */
export async function admit<Query, Body>(
	request: Request,
	params: Record<string, string>,
	options: RouteOptions<Query, Body>,
	headers: Record<string, string>,
): Promise<Omit<RouteContext<Query, Body>, "body">> {
	const address = request.headers.get(ADDRESS_HEADER) ?? "unknown";
	const identified = await identify(request).catch(async (error) => {
		// Trying out tokens costs as much as any request.
		await countRequest(options.rate, `address:${address}`);
		throw error;
	});
	const actor = { ...identified, address };
	const caller = callerOf(actor, address);
	Object.assign(headers, await countRequest(options.rate, caller));
	assertAllowed(actor, options.auth, options.scope);
	const given = Object.fromEntries(new URL(request.url).searchParams);
	Object.values(given).forEach(assertText);
	const query = (options.query ? options.query.parse(given) : given) as Query;
	return { actor, params, query, request, address, caller };
}

/** Runs a handler, counting wrong guesses and stopping who made too many before the next. */
export async function perform<Query, Body, Context extends RouteContext<Query, Body>>(
	c: Context,
	options: RouteOptions<Query, Body>,
	handle: (c: Context) => Promise<unknown>,
): Promise<Response> {
	// A code sent along is a guess wherever it is looked at: no route can forget that.
	const guess = options.guess ?? sentCodeGuess;
	const guessers = guess.by(c);
	await assertMayGuess(guessers);
	try {
		const result = await handle(c);
		// Again: of many guesses sent at once, none has seen the others before.
		await assertMayGuess(guessers);
		if (guess.atTheDoor) await rememberRight(guessers);
		return toResponse(result, options);
	} catch (error) {
		if (guess.codes.some((code) => code === toAppError(error).code)) await countFailures(guessers);
		throw error;
	}
}
