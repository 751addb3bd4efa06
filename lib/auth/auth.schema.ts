import { z } from "zod";
import { SCOPES } from "#lib/core/actor.ts";
import { line } from "#lib/core/line.ts";
import { moment } from "#lib/core/time.ts";

export const loginRequest = z.object({
	username: z.string().trim().min(1).max(100),
	password: z.string().min(1).max(500),
});

/** An account as its owner sees it. */
export const account = z.object({
	id: z.uuid(),
	username: z.string(),
	role: z.enum(["admin", "photographer"]),
	domain: z.string(),
});

export const loginAnswer = z.object({
	access_token: z.string(),
	token_type: z.literal("bearer"),
	expires_in: z.number().int(),
	refresh_token: z.string(),
	user: account,
});
export type LoginAnswer = z.infer<typeof loginAnswer>;

export const refreshRequest = z.object({ refresh_token: z.string().min(1).max(500) });

export const username = z
	.string()
	.trim()
	.min(3)
	.max(40)
	.regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/, "Letters, digits, dot, dash and underscore only");
export const password = z.string().min(10, "At least 10 characters").max(500);
export const emailAddress = z.email().max(254);

export const registerRequest = z.strictObject({ username, email: emailAddress, password });
/** `POST /api/auth/setup`: makes the first admin of an empty database. */
export const setupRequest = z.strictObject({ token: z.string().max(2000), username, password });

/** `POST /api/auth/invite`: chooses the password of an account that was made for somebody. */
export const inviteAccept = z.strictObject({ token: z.string().min(1).max(2000), password });

export const keyCreate = z.strictObject({
	name: line.min(1).max(100),
	scopes: z.array(z.enum(SCOPES)).min(1),
	expires_at: moment
		.refine((text) => Date.parse(text) > Date.now(), "This time has passed")
		.nullable()
		.default(null),
});
/** A key as its owner sees it. */
const keyInfo = z.object({
	id: z.uuid(),
	name: z.string(),
	scopes: z.array(z.enum(SCOPES)),
	hint: z.string(),
	created_at: z.string(),
	last_used_at: z.string().nullable(),
	expires_at: z.string().nullable(),
});

export const keyList = z.object({ keys: z.array(keyInfo) });
export type KeyInfo = z.infer<typeof keyInfo>;
/** The one answer that has the key itself. */
export const keyCreated = keyInfo.extend({ key: z.string() });
export type KeyCreated = z.infer<typeof keyCreated>;
