/** Who calls, and where: a sign-in that is kept and renewed, or a token from the environment. */
import { z } from "zod";
import { loginAnswer, account as person } from "#lib/auth/auth.schema.ts";
import { errorFrom } from "#lib/client/api.ts";
import { exchange } from "./exchange.ts";
import { whileLocked } from "./file-lock.ts";
import { EXIT, Problem } from "./problem.ts";
import { readSettings, removeSettings, settingsFile, writeSettings } from "./settings.ts";

const given = z.object({ url: z.url(), token: z.string() });
const signedIn = z.object({
	url: z.url(),
	access_token: z.string(),
	/** Milliseconds since 1970. */
	expires_at: z.number(),
	refresh_token: z.string(),
	user: person,
});
const saved = z.union([signedIn, given]);
export type Saved = z.infer<typeof saved>;
type SignedIn = z.infer<typeof signedIn>;

const file = () => settingsFile("credentials.json");

export const readSaved = (): Saved | null => saved.safeParse(readSettings(file())).data ?? null;
export const save = (account: Saved) => writeSettings(file(), account);
export const forget = () => removeSettings(file());

/** An answer of a sign-in as it is kept. */
export function toSaved(url: string, text: string): SignedIn {
	const { access_token, refresh_token, expires_in, user } = loginAnswer.parse(JSON.parse(text));
	const expires_at = Date.now() + expires_in * 1000;
	return { url, access_token, expires_at, refresh_token, user };
}

/** The address of a server as people write it: its host is enough. Throws a `Problem`. */
export function toServerUrl(text: string): string {
	const local = /^(localhost|127\.|\[::1\])/.test(text);
	const whole = /^https?:\/\//i.test(text) ? text : `${local ? "http" : "https"}://${text}`;
	if (!URL.canParse(whole))
		throw new Problem(EXIT.usage, `'${text}' is not the address of a server.`);
	const url = new URL(whole);
	return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

const signedOut = (url: string, why: string) =>
	new Problem(EXIT.signedOut, `${why} Run: npx potret login ${url}`);

/** Renewed that long before its end: a request may take its time. */
const EARLY_MS = 60_000;

export class Account {
	readonly #saved: Saved;
	#current: SignedIn | null;

	constructor(account: Saved) {
		this.#saved = account;
		this.#current = "refresh_token" in account ? account : null;
	}

	get url(): string {
		return this.#saved.url;
	}

	/** Null for a token or a key: only the server knows whose it is. */
	get user(): z.infer<typeof person> | null {
		return this.#current?.user ?? null;
	}

	/** What requests say of themselves. Throws like `renew`. */
	async authorization(signal: AbortSignal): Promise<string> {
		if (this.#current && this.#current.expires_at - EARLY_MS < Date.now()) await this.renew(signal);
		return `Bearer ${"token" in this.#saved ? this.#saved.token : this.#current?.access_token}`;
	}

	/**
	 * Takes a new pair, or the one that another process has just taken: a refresh token that is used twice
	 * ends the whole sign-in. Throws a `Problem` where a person has to sign in, else what the server says.
	 */
	async renew(signal: AbortSignal): Promise<void> {
		const before = this.#current;
		if (!before) throw signedOut(this.url, "This token or key is not valid (any more).");
		await whileLocked(settingsFile("credentials.lock"), signal, async () => {
			const now = readSaved();
			const other = now && "refresh_token" in now && now.user.id === before.user.id ? now : before;
			const fresh = other.access_token !== before.access_token && other.expires_at > Date.now();
			this.#current = fresh ? other : await this.#refresh(other, signal);
		});
	}

	async #refresh({ url, refresh_token }: SignedIn, signal: AbortSignal): Promise<SignedIn> {
		const { status, text } = await exchange({
			...{ method: "POST", url: new URL(`${url}/api/auth/refresh`), signal },
			headers: { "content-type": "application/json" },
			body: new Blob([JSON.stringify({ refresh_token })]),
		});
		if (status === 401) throw signedOut(url, "Your sign-in has ended.");
		if (status !== 200) throw errorFrom(status, text);
		const renewed = toSaved(url, text);
		save(renewed);
		return renewed;
	}
}

/** The account to use: `POTRET_URL` and `POTRET_TOKEN` come before what is kept. Throws a `Problem`. */
export function findAccount(env: NodeJS.ProcessEnv = process.env): Account {
	const kept = readSaved();
	const url = env.POTRET_URL ? toServerUrl(env.POTRET_URL) : kept?.url;
	if (!url) throw new Problem(EXIT.signedOut, "You are not signed in. Run: npx potret login URL");
	if (env.POTRET_TOKEN) return new Account({ url, token: env.POTRET_TOKEN });
	// A sign-in is for its own server: no other one is told of it.
	if (kept?.url !== url) throw signedOut(url, `You are not signed in at ${url}.`);
	return new Account(kept);
}
