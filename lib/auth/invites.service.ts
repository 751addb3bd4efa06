/** How somebody chooses the password of an account that was made, or reset, for them. */
import type { z } from "zod";
import { audit } from "#lib/audit/audit.service.ts";
import { AppError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/client.ts";
import { endSessions, replacePassword } from "./account.repo.ts";
import type { inviteAccept } from "./auth.schema.ts";
import { hashPassword } from "./passwords.ts";
import { type SignIn, signIn, type Visitor } from "./sign-in.ts";
import { readPasswordLink } from "./tokens.ts";
import * as repo from "./users.repo.ts";

/** Whose password a link is for; null where it is used up, replaced or too old. */
export async function readInvite(token: string): Promise<{ username: string } | null> {
	const linkId = await readPasswordLink(token);
	const user = linkId && (await repo.findLinked(linkId));
	return user ? { username: user.username } : null;
}

/** Sets the password, once, ends what sign-ins there were, and signs in. Throws `INVITE_LINK_INVALID`. */
export async function acceptInvite(
	visitor: Visitor,
	{ token, password }: z.infer<typeof inviteAccept>,
): Promise<SignIn> {
	const invalid = () =>
		new AppError("INVITE_LINK_INVALID", {
			message: "This link was used already or is too old. Ask for a new one",
		});
	const linkId = await readPasswordLink(token);
	const user = linkId && (await repo.findLinked(linkId));
	if (!linkId || !user) throw invalid();
	const change = { from: user.passwordHash, to: await hashPassword(password) };
	return inTransaction(async (tx) => {
		// The user first, as whoever disables them does. Of two at once, the second finds another password.
		if (!(await replacePassword(tx, user.id, change))) throw invalid();
		if (!(await repo.spendLink(tx, linkId))) throw invalid();
		await endSessions(tx, user.id);
		await audit(tx, { ...visitor.actor, user, keyId: null }, "account_opened", user.id);
		return signIn(tx, visitor, user);
	});
}
