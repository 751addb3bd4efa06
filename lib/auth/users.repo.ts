/** Accounts as administrators see and change them, and the links by which passwords are chosen. */
import type { Role } from "#lib/core/actor.ts";
import { newId } from "#lib/core/ids.ts";
import { type Db, db, type Tx } from "#lib/db/client.ts";
import { asWritten } from "#lib/db/like.ts";

const withCounts = () => ({
	_count: {
		select: {
			events: { where: { deletedAt: null } },
			apiKeys: {
				where: { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
			},
		},
	},
});

const matching = (q: string | undefined) => {
	if (!q) return {};
	const contains = { contains: asWritten(q), mode: "insensitive" as const };
	return { OR: [{ username: contains }, { email: contains }] };
};

export type CountedUser = NonNullable<Awaited<ReturnType<typeof findUser>>>;

export function findUser(client: Db, id: string) {
	return client.user.findUnique({ where: { id }, include: withCounts() });
}

/** By name, those after this one. */
export function listUsers(page: {
	q: string | undefined;
	after: string | undefined;
	limit: number;
}): Promise<CountedUser[]> {
	const after = page.after === undefined ? {} : { username: { gt: page.after } };
	return db().user.findMany({
		where: { AND: [matching(page.q), after] },
		include: withCounts(),
		orderBy: { username: "asc" },
		take: page.limit,
	});
}

export function countUsers(q: string | undefined): Promise<number> {
	return db().user.count({ where: matching(q) });
}

/** Locks those who can administer, so that the last of them is known. Returns their ids. */
export async function lockAdmins(tx: Tx): Promise<string[]> {
	const rows = await tx.$queryRaw<{ id: string }[]>`
		SELECT id FROM users WHERE role = 'admin' AND disabled_at IS NULL AND password_hash IS NOT NULL
		ORDER BY id FOR NO KEY UPDATE`;
	return rows.map(({ id }) => id);
}

/** Locks a user; null when there is none. After `lockAdmins`. */
export async function lockUser(tx: Tx, id: string): Promise<CountedUser | null> {
	await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
	return findUser(tx, id);
}

export async function updateUser(
	tx: Tx,
	id: string,
	data: {
		role?: Role | undefined;
		domain?: string | undefined;
		disabledAt?: Date | null;
		storageQuotaBytes?: bigint | null | undefined;
		fileQuota?: number | null | undefined;
	},
): Promise<CountedUser> {
	return tx.user.update({ where: { id }, data, include: withCounts() });
}

/** Ends what a user has given to scripts, and the link that they were sent. */
export async function revokeAccess(tx: Tx, userId: string): Promise<void> {
	const where = { userId, revokedAt: null };
	await tx.apiKey.updateMany({ where, data: { revokedAt: new Date() } });
	await tx.passwordLink.deleteMany({ where: { userId } });
}

/** A link by which this user chooses a password; the one before it is worth nothing. */
export async function replaceLink(tx: Tx, userId: string, expiresAt: Date): Promise<string> {
	await tx.passwordLink.deleteMany({ where: { userId } });
	const { id } = await tx.passwordLink.create({ data: { id: newId(), userId, expiresAt } });
	return id;
}

/** The user whom a link is for, while it holds. */
export async function findLinked(linkId: string) {
	const link = await db().passwordLink.findFirst({
		where: { id: linkId, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
		include: { user: true },
	});
	return link?.user ?? null;
}

/** Takes a link away; false where that was done before. */
export async function spendLink(tx: Tx, linkId: string): Promise<boolean> {
	const { count } = await tx.passwordLink.deleteMany({
		where: { id: linkId, expiresAt: { gt: new Date() } },
	});
	return count > 0;
}
