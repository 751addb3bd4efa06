import { AppError } from "./errors.ts";

/** Who is asking. Session, token, API key, guest pass and worker all become one of these. */
export type Role = "admin" | "photographer";

/** What an API key may be allowed to do. A signed-in user has all of them. */
export const SCOPES = [
	"events:read",
	"events:write",
	"photos:read",
	"photos:write",
	"batches:read",
	"batches:write",
	"recognition:read",
	"recognition:write",
	"people:read",
	"people:write",
] as const;
export type Scope = (typeof SCOPES)[number];

export interface ActorUser {
	id: string;
	username: string;
	role: Role;
	domain: string;
}

export interface Pass {
	id: string;
	eventId: string;
}

export interface Actor {
	/** The account behind the request; null for guests and strangers. */
	user: ActorUser | null;
	/** How the user proved who they are. */
	via: "session" | "token" | "key" | "none";
	/** The sign-in this request belongs to; null for keys and guests. */
	sessionId: string | null;
	/** The API key that this request came with; null for people. */
	keyId: string | null;
	/** "all" for people; the key's own list for API keys. */
	scopes: "all" | readonly Scope[];
	/** Events that this caller holds a valid guest pass for. */
	passes: readonly Pass[];
	/** Passes of theirs that have ended, as their browser still has them. */
	endedPasses: readonly Pass[];
	/** The access code sent along (`X-Access-Code`), not yet checked. */
	accessCode: string | null;
	/** The network address that the request came from; null where there is no request. */
	address: string | null;
}

export const ANONYMOUS: Actor = {
	user: null,
	via: "none",
	sessionId: null,
	keyId: null,
	scopes: "all",
	passes: [],
	endedPasses: [],
	accessCode: null,
	address: null,
};

/** The pass by which this caller is a guest of that event. */
export function passFor({ passes }: Actor, eventId: string): Pass | null {
	return passes.find((pass) => pass.eventId === eventId) ?? null;
}

export function isAdmin(actor: Actor): boolean {
	return actor.user?.role === "admin";
}

export function hasScope(actor: Actor, scope: Scope): boolean {
	return actor.scopes === "all" || actor.scopes.includes(scope);
}

/**
 * The account of a person, for what no script may do in their name: accounts, keys, sign-ins. Throws
 * `UNAUTHENTICATED`, and `FORBIDDEN` for API keys.
 */
export function personBehind({ user, via }: Actor): ActorUser {
	if (!user) throw new AppError("UNAUTHENTICATED", { message: "Please sign in" });
	if (via === "key")
		throw new AppError("FORBIDDEN", { message: "This is for people, not for API keys" });
	return user;
}

/**
 * An administrator in person. For anybody else there is nothing here, `NOT_FOUND`; a key is as good as
 * its scopes, and none is for this.
 */
export function administratorBehind({ user, via }: Actor): ActorUser {
	if (user?.role !== "admin" || via === "key")
		throw new AppError("NOT_FOUND", { message: "There is nothing at this address" });
	return user;
}
