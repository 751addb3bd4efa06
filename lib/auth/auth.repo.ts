import type { ActorUser, Role, Scope } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { type Db, db, type Tx } from "#lib/db/client.ts";
import { gather } from "#lib/db/gather.ts";
import { Prisma } from "#lib/db/generated/client.ts";

export const isTaken = (error: unknown) =>
	error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";

export function findUser(username: string) {
	return db().user.findUnique({ where: { username: username.toLowerCase() } });
}

export function countAdmins(client: Db): Promise<number> {
	return client.user.count({ where: { role: "admin" } });
}

export interface NewUser {
	username: string;
	email: string | null;
	/** None for who is invited. */
	passwordHash: string | null;
	role: Role;
	domain: string | undefined;
}

/** Throws `USERNAME_TAKEN` for a name or address that somebody has. */
export async function insertUser(client: Db, user: NewUser) {
	try {
		return await client.user.create({
			data: {
				...user,
				id: newId(),
				username: user.username.toLowerCase(),
				email: user.email?.toLowerCase() ?? null,
			},
		});
	} catch (error) {
		if (isTaken(error))
			throw new AppError("USERNAME_TAKEN", {
				message: "This name or e-mail address is taken",
				cause: error,
			});
		throw error;
	}
}

/** Keeps a user and their password as they were read; false where either is not so any more. */
export async function holdPassword(
	tx: Tx,
	user: { id: string; passwordHash: string | null },
): Promise<boolean> {
	const rows = await tx.$queryRaw<unknown[]>`
		SELECT 1 FROM users WHERE id = ${user.id}::uuid AND password_hash = ${user.passwordHash}
			AND disabled_at IS NULL FOR SHARE`;
	return rows.length > 0;
}

/** One at a time from here to the end of the transaction, over all processes. */
export async function lockUsers(tx: Tx): Promise<void> {
	await tx.$executeRaw`LOCK TABLE users IN EXCLUSIVE MODE`;
}

export function insertSession(tx: Tx, userId: string, userAgent: string, expiresAt: Date) {
	return tx.session.create({
		data: { id: newId(), userId, userAgent: userAgent.slice(0, 300), expiresAt },
	});
}

export async function insertRefreshToken(
	tx: Tx,
	hash: string,
	sessionId: string,
	expiresAt: Date,
): Promise<void> {
	await tx.refreshToken.create({ data: { hash, sessionId, expiresAt } });
	await tx.session.update({ where: { id: sessionId }, data: { expiresAt } });
}

/** Marks a token spent and returns it as it was before; null when there is none of that hash. */
export async function spendRefreshToken(tx: Tx, hash: string) {
	await tx.$queryRaw`SELECT 1 FROM refresh_tokens WHERE hash = ${hash} FOR UPDATE`;
	const token = await tx.refreshToken.findUnique({
		where: { hash },
		include: { session: { include: { user: true } } },
	});
	if (token && token.spentAt === null)
		await tx.refreshToken.update({ where: { hash }, data: { spentAt: new Date() } });
	return token;
}

/** Ends a sign-in: its access tokens, its cookie and its refresh tokens are worth nothing. */
export async function revokeSession(sessionId: string): Promise<void> {
	await db().session.updateMany({
		where: { id: sessionId, revokedAt: null },
		data: { revokedAt: new Date() },
	});
}

interface LiveSession extends ActorUser {
	sessionId: string;
	stale: boolean;
}

/** Whoever is noted by another request just now is left to it. */
async function touchSessions(ids: readonly string[]): Promise<void> {
	await db().$executeRaw`
		UPDATE sessions SET last_seen_at = now() WHERE id IN (
			SELECT id FROM sessions WHERE id = ANY(${[...ids]}::uuid[]) FOR UPDATE SKIP LOCKED)`;
}

/** A sign-in's user, while both are good. Asked before nearly every request, so those at once are one. */
export const findLiveSession = gather<string, LiveSession>(async (ids) => {
	const rows = await db().$queryRaw<LiveSession[]>`
		SELECT sessions.id AS "sessionId", users.id, username, role, domain,
			last_seen_at < now() - interval '5 minutes' AS stale
		FROM sessions JOIN users ON users.id = user_id
		WHERE sessions.id = ANY(${ids}::uuid[]) AND revoked_at IS NULL AND expires_at > now()
			AND disabled_at IS NULL`;
	const stale = rows.filter((row) => row.stale).map((row) => row.sessionId);
	if (stale.length > 0) await touchSessions(stale);
	return new Map(rows.map((row) => [row.sessionId, row]));
});

export function insertKey(
	tx: Tx,
	key: {
		userId: string;
		name: string;
		hash: string;
		hint: string;
		scopes: readonly Scope[];
		expiresAt: Date | null;
	},
) {
	return tx.apiKey.create({ data: { ...key, id: newId(), scopes: [...key.scopes] } });
}

export function listKeys(userId: string) {
	return db().apiKey.findMany({
		where: { userId, revokedAt: null },
		orderBy: { id: "desc" },
		take: 500,
	});
}

/** False when this user has no such key. */
export async function revokeKey(tx: Tx, userId: string, keyId: string): Promise<boolean> {
	const { count } = await tx.apiKey.updateMany({
		where: { id: keyId, userId, revokedAt: null },
		data: { revokedAt: new Date() },
	});
	return count > 0;
}

const MINUTE = 60_000;

/** The key of that hash and its user, while both are good; notes its use, once a minute at most. */
export async function findLiveKey(hash: string) {
	const now = new Date();
	const key = await db().apiKey.findFirst({
		where: {
			hash,
			revokedAt: null,
			OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
			user: { disabledAt: null },
		},
		include: { user: true },
	});
	if (key && (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > MINUTE))
		await db().apiKey.update({ where: { id: key.id }, data: { lastUsedAt: now } });
	return key;
}

/** The passes among these ids, with those that have ended. */
export function findPasses(ids: readonly string[]) {
	return db().guestPass.findMany({
		where: { id: { in: [...ids] } },
		select: { id: true, eventId: true, expiresAt: true },
	});
}
