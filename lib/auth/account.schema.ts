/** Accounts as their owners see them, and where they are signed in. */
import { z } from "zod";
import { storageUse } from "#lib/usage/usage.schema.ts";
import { account, emailAddress, password } from "./auth.schema.ts";

export const ownAccount = account.extend({
	email: z.string().nullable(),
	created_at: z.string(),
	...storageUse,
});
export type OwnAccount = z.infer<typeof ownAccount>;

export const accountPatch = z.strictObject({ email: emailAddress.nullable() });

export const passwordChange = z.strictObject({
	current: z.string().min(1).max(500),
	next: password,
});

const signedInSession = z.object({
	id: z.uuid(),
	/** As far as the browser tells: "Firefox", "Android"; a script by its own name. */
	device: z.object({ name: z.string().nullable(), system: z.string().nullable() }),
	/** The one that asks. */
	current: z.boolean(),
	created_at: z.string(),
	/** To five minutes. */
	last_seen_at: z.string(),
	expires_at: z.string(),
});
export type SignedInSession = z.infer<typeof signedInSession>;

/** The one that asks, then who was seen last. */
export const sessionList = z.object({
	sessions: z.array(signedInSession),
	total: z.number().int(),
});
export type SessionList = z.infer<typeof sessionList>;
