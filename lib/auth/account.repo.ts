/** An account as its owner changes it, and its sessions. */
import { AppError } from "#lib/core/errors.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { isTaken } from "./auth.repo.ts";

export function getUser(id: string) {
	return db().user.findUniqueOrThrow({ where: { id } });
}

/** Throws `EMAIL_TAKEN`. */
export async function setEmail(id: string, email: string | null) {
	try {
		const data = { email: email?.toLowerCase() ?? null };
		return await db().user.update({ where: { id }, data });
	} catch (error) {
		if (isTaken(error))
			throw new AppError("EMAIL_TAKEN", { message: "This e-mail address is taken", cause: error });
		throw error;
	}
}

/** False where the password is not the one that was read, any more. */
export async function replacePassword(
	tx: Tx,
	id: string,
	{ from, to }: { from: string | null; to: string },
): Promise<boolean> {
	const { count } = await tx.user.updateMany({
		where: { id, passwordHash: from, disabledAt: null },
		data: { passwordHash: to },
	});
	return count > 0;
}

const live = (userId: string) => ({ userId, revokedAt: null, expiresAt: { gt: new Date() } });

export function countSessions(userId: string): Promise<number> {
	return db().session.count({ where: live(userId) });
}

/** Who was seen last comes first. */
export function listSessions(userId: string, limit: number) {
	return db().session.findMany({
		where: live(userId),
		orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
		take: limit,
	});
}

/** Ends sign-ins of a user: one of them, or all but one, or all. Returns how many. */
export async function endSessions(
	tx: Tx,
	userId: string,
	which: { only?: string; but?: string | null } = {},
): Promise<number> {
	const { only, but } = which;
	const id = { ...(only ? { equals: only } : {}), ...(but ? { not: but } : {}) };
	const { count } = await tx.session.updateMany({
		where: { ...live(userId), id },
		data: { revokedAt: new Date() },
	});
	return count;
}
