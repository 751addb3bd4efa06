/** Accounts as administrators see and change them. */
import { z } from "zod";
import { quotas, storageUse } from "#lib/usage/usage.schema.ts";
import { account, emailAddress, username } from "./auth.schema.ts";

const role = z.enum(["admin", "photographer"]);
/** Whose people are known together. */
const domain = z
	.string()
	.trim()
	.min(1)
	.max(60)
	.regex(/^[a-z0-9][a-z0-9._-]*$/, "Small letters, digits, dot, dash and underscore only");

export const userQuery = z.object({
	cursor: z.string().min(1).max(100).optional(),
	limit: z.coerce.number().int().min(1).max(200).default(50),
	/** In the name or the address. */
	q: z.string().trim().max(100).optional(),
});
export type UserQuery = z.infer<typeof userQuery>;

export const userInvite = z.strictObject({
	username,
	email: emailAddress.nullable().default(null),
	role: role.default("photographer"),
	domain: domain.default("default"),
});
export type UserInvite = z.input<typeof userInvite>;

export const userPatch = z
	.strictObject({ role, domain, disabled: z.boolean(), ...quotas })
	.partial();
export type UserPatch = z.infer<typeof userPatch>;

export const managedUser = account.extend({
	email: z.string().nullable(),
	created_at: z.string(),
	disabled_at: z.string().nullable(),
	/** Has not chosen a password yet. */
	invited: z.boolean(),
	event_count: z.number().int(),
	/** Those that still work. */
	key_count: z.number().int(),
	...storageUse,
	...quotas,
});
export type ManagedUser = z.infer<typeof managedUser>;

/** By name. */
export const userList = z.object({
	users: z.array(managedUser),
	next_cursor: z.string().nullable(),
	total: z.number().int(),
});
export type UserList = z.infer<typeof userList>;

/** By which a password is chosen: once, and until then. */
export const passwordLink = z.object({ link: z.string(), expires_at: z.string() });
export type PasswordLink = z.infer<typeof passwordLink>;

export const userInvited = passwordLink.extend({ user: managedUser });
export type UserInvited = z.infer<typeof userInvited>;
