/** The way to the API: signed in, and patient with what passes by itself. */
import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import { ApiError, errorFrom } from "#lib/client/api.ts";
import { retryAfterSeconds } from "#lib/client/upload-transport.ts";
import type { Account } from "./account.ts";
import { exchange, NoAnswer, type Receive, type Reply } from "./exchange.ts";
import { EXIT, Problem } from "./problem.ts";
import { pauseBefore, type Refusal } from "./retry.ts";

export interface Call {
	method?: string;
	/** Below the server's address. */
	path: string;
	/** Sent as JSON. */
	json?: unknown;
	body?: Blob;
	/** Asked for anew with each try. */
	headers?: Record<string, string> | (() => Record<string, string>);
	signal?: AbortSignal;
	onSent?: (bytes: number) => void;
	receive?: Receive;
	/** A repeat could do it twice: it is sent again only where nobody can have seen it. */
	once?: boolean;
}

export interface ClientOptions {
	signal: AbortSignal;
	/** Told what is waited for, and null when it goes on. */
	onWait?: (reason: string | null) => void;
}

/** A server that has answered before is waited for so long; one that never has, hardly at all. */
const PATIENCE_MS = 15 * 60_000;
const FIRST_PATIENCE_MS = 2000;

const NO_ANSWER: Refusal = { status: 0, code: "NETWORK", retryAfterSeconds: null };

const refusalOf = ({ status, headers }: Reply, { code }: ApiError): Refusal => ({
	...{ status, code },
	retryAfterSeconds: retryAfterSeconds(headers.get("retry-after"), Date.now()),
});

const reasonOf = ({ status }: Refusal) =>
	status === 0 ? "No connection to the server" : "The server is busy";

export class Client {
	readonly account: Account;
	readonly #options: ClientOptions;
	#reached = false;

	constructor(account: Account, options: ClientOptions) {
		this.account = account;
		this.#options = options;
	}

	/** The answer, as its schema has it. Throws like `send`. */
	async ask<T>(call: Call, answer: z.ZodType<T>): Promise<T> {
		const { text } = await this.send(call);
		return answer.parse(JSON.parse(text));
	}

	/**
	 * Sends until there is an answer to go on with. Throws `ApiError` for a refusal that stays,
	 * `FileChanged`, the signal's reason, and a `Problem` for no server and no sign-in.
	 */
	async send(call: Call): Promise<Reply> {
		const signal = call.signal ?? this.#options.signal;
		for (let tries = 0, waited = 0; ; tries++) {
			const { reply, error, refusal } = await this.#try(call, signal);
			if (reply) {
				this.#options.onWait?.(null);
				return reply;
			}
			const wait = pauseBefore(refusal, tries, Math.random());
			const unseen = refusal.status !== 0 || (error instanceof NoAnswer && error.refused);
			if (wait === null || (call.once && !unseen)) throw this.#final(error);
			waited += wait;
			if (waited > (this.#reached ? PATIENCE_MS : FIRST_PATIENCE_MS)) throw this.#final(error);
			this.#options.onWait?.(reasonOf(refusal));
			await pause(wait, undefined, { signal });
		}
	}

	async #try(call: Call, signal: AbortSignal) {
		try {
			let reply = await this.#exchange(call, signal);
			if (reply.status === 401) {
				await this.account.renew(signal);
				reply = await this.#exchange(call, signal);
			}
			if (reply.status < 300) return { reply };
			const error = errorFrom(reply.status, reply.text);
			return { error, refusal: refusalOf(reply, error) };
		} catch (error) {
			if (error instanceof NoAnswer) return { error, refusal: NO_ANSWER };
			// Of a sign-in that could not be renewed just now.
			if (!(error instanceof ApiError)) throw error;
			const { status, code } = error;
			return { error, refusal: { status, code, retryAfterSeconds: null } };
		}
	}

	async #exchange(call: Call, signal: AbortSignal): Promise<Reply> {
		const { method = "GET", path, json, onSent, receive } = call;
		const headers = typeof call.headers === "function" ? call.headers() : call.headers;
		const { url } = this.account;
		const authorization = await this.account.authorization(signal);
		const type: Record<string, string> =
			json === undefined ? {} : { "content-type": "application/json" };
		const reply = await exchange({
			...{ method, url: new URL(url + path), signal, onSent, receive },
			headers: { accept: "application/json", authorization, ...type, ...headers },
			body: json === undefined ? (call.body ?? null) : new Blob([JSON.stringify(json)]),
		});
		this.#reached = true;
		return reply;
	}

	#final(error: Error): Error {
		if (!(error instanceof NoAnswer)) return error;
		const { host } = new URL(this.account.url);
		return new Problem(EXIT.unreachable, `The server at ${host} does not answer.`);
	}
}
