/** What a person does with their own account. API keys may do none of it. */
import type { z } from "zod";
import { audit } from "#lib/audit/audit.service.ts";
import { type Actor, personBehind } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { db, inTransaction } from "#lib/db/client.ts";
import { readUse } from "#lib/usage/usage.service.ts";
import * as repo from "./account.repo.ts";
import type { accountPatch, OwnAccount, passwordChange } from "./account.schema.ts";
import { checkPassword, hashPassword } from "./passwords.ts";

type UserRow = Awaited<ReturnType<typeof repo.getUser>>;

async function view(user: UserRow): Promise<OwnAccount> {
	const { id, username, role, domain, email, createdAt } = user;
	const use = (await readUse(db(), [id]))(id);
	return {
		...{ id, username, role, domain, email },
		...{ created_at: createdAt.toISOString(), ...use },
	};
}

/** Throws `FORBIDDEN` for keys, as all here do. */
export async function getAccount(actor: Actor): Promise<OwnAccount> {
	return view(await repo.getUser(personBehind(actor).id));
}

/** Throws `EMAIL_TAKEN`. */
export async function updateAccount(
	actor: Actor,
	{ email }: z.infer<typeof accountPatch>,
): Promise<OwnAccount> {
	return view(await repo.setEmail(personBehind(actor).id, email));
}

/** All other sign-ins end with the old password; API keys stay. Throws `WRONG_PASSWORD`. */
export async function changePassword(
	actor: Actor,
	{ current, next }: z.infer<typeof passwordChange>,
): Promise<void> {
	const wrong = () => new AppError("WRONG_PASSWORD", { message: "The current password is wrong" });
	const { passwordHash: from, id } = await repo.getUser(personBehind(actor).id);
	if (!(await checkPassword(from, current))) throw wrong();
	const to = await hashPassword(next);
	await inTransaction(async (tx) => {
		// Of two changes at once, the second does not know the current password any more.
		if (!(await repo.replacePassword(tx, id, { from, to }))) throw wrong();
		await repo.endSessions(tx, id, { but: actor.sessionId });
		await audit(tx, actor, "password_changed", id);
	});
}
