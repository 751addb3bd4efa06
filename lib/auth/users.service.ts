/** Accounts, as administrators look after them. Others, and keys, are told `NOT_FOUND`. */
import type { z } from "zod";
import { audit } from "#lib/audit/audit.service.ts";
import { type Actor, administratorBehind } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { toAddress } from "#lib/core/origin.ts";
import { type Db, db, inTransaction, type Tx } from "#lib/db/client.ts";
import type { StorageUse } from "#lib/usage/usage.schema.ts";
import { readUse } from "#lib/usage/usage.service.ts";
import { endSessions } from "./account.repo.ts";
import { insertUser } from "./auth.repo.ts";
import { issuePasswordLink, PASSWORD_LINK_SECONDS } from "./tokens.ts";
import * as repo from "./users.repo.ts";
import type {
	ManagedUser,
	PasswordLink,
	UserInvited,
	UserList,
	UserPatch,
	UserQuery,
	userInvite,
} from "./users.schema.ts";

const userGone = () => new AppError("USER_NOT_FOUND", { message: "There is no such user" });

const quotasOf = ({ storageQuotaBytes: bytes, fileQuota }: repo.CountedUser) => ({
	storage_quota_bytes: bytes === null ? null : Number(bytes),
	file_quota: fileQuota,
});

const view = (row: repo.CountedUser, use: StorageUse): ManagedUser => ({
	...{ id: row.id, username: row.username, role: row.role, domain: row.domain, email: row.email },
	created_at: row.createdAt.toISOString(),
	disabled_at: row.disabledAt?.toISOString() ?? null,
	invited: row.passwordHash === null,
	event_count: row._count.events,
	key_count: row._count.apiKeys,
	...use,
	...quotasOf(row),
});

async function viewAll(client: Db, rows: readonly repo.CountedUser[]): Promise<ManagedUser[]> {
	const useOf = await readUse(
		client,
		rows.map(({ id }) => id),
	);
	return rows.map((row) => view(row, useOf(row.id)));
}

async function viewOne(tx: Tx, row: repo.CountedUser): Promise<ManagedUser> {
	return view(row, (await readUse(tx, [row.id]))(row.id));
}

/** By name. `cursor` is a page's `next_cursor`. */
export async function listUsers(actor: Actor, { q, cursor, limit }: UserQuery): Promise<UserList> {
	administratorBehind(actor);
	const [rows, total] = await Promise.all([
		repo.listUsers({ q, after: cursor, limit: limit + 1 }),
		repo.countUsers(q),
	]);
	const page = rows.slice(0, limit);
	const next_cursor = rows.length > limit ? (page.at(-1)?.username ?? null) : null;
	return { users: await viewAll(db(), page), next_cursor, total };
}

async function issueLink(tx: Tx, userId: string): Promise<PasswordLink> {
	const expiresAt = new Date(Date.now() + PASSWORD_LINK_SECONDS * 1000);
	const token = await issuePasswordLink(await repo.replaceLink(tx, userId, expiresAt));
	return { link: toAddress(`/invite?token=${token}`), expires_at: expiresAt.toISOString() };
}

/** Makes an account without a password, and the link by which its owner chooses one. Throws `USERNAME_TAKEN`. */
export async function inviteUser(
	actor: Actor,
	request: z.infer<typeof userInvite>,
): Promise<UserInvited> {
	administratorBehind(actor);
	return inTransaction(async (tx) => {
		const { id, role } = await insertUser(tx, { ...request, passwordHash: null });
		await audit(tx, actor, "user_invited", id, { role });
		const user = await repo.findUser(tx, id);
		if (!user) throw userGone();
		return { user: await viewOne(tx, user), ...(await issueLink(tx, id)) };
	});
}

/** A link by which a user chooses a new password; the old one works until then. Throws `ACCOUNT_DISABLED`. */
export async function resetUser(actor: Actor, userId: string): Promise<PasswordLink> {
	administratorBehind(actor);
	return inTransaction(async (tx) => {
		const user = isUuid(userId) ? await repo.lockUser(tx, userId) : null;
		if (!user) throw userGone();
		if (user.disabledAt)
			throw new AppError("ACCOUNT_DISABLED", {
				message: "This account is disabled. Enable it first",
			});
		await audit(tx, actor, "user_reset", user.id);
		return issueLink(tx, user.id);
	});
}

/** Throws `LAST_ADMIN` where nobody would be left to administer. */
async function assertAdminLeft(tx: Tx, userId: string, { role, disabled }: UserPatch) {
	const admins = await repo.lockAdmins(tx);
	const leaves = disabled === true || role === "photographer";
	if (leaves && admins.length === 1 && admins[0] === userId)
		throw new AppError("LAST_ADMIN", {
			message: "This is the last administrator. Make somebody else one first",
		});
}

/**
 * Changes role, domain, quotas, and whether an account may be used: disabled, its sign-ins, keys and link
 * end, for good. A quota below what is kept takes nothing away. Throws `USER_NOT_FOUND`, `LAST_ADMIN`, `NOTHING_TO_CHANGE`.
 */
export async function updateUser(
	actor: Actor,
	userId: string,
	patch: UserPatch,
): Promise<ManagedUser> {
	administratorBehind(actor);
	if (Object.keys(patch).length === 0)
		throw new AppError("NOTHING_TO_CHANGE", { message: "There is nothing to change" });
	if (!isUuid(userId)) throw userGone();
	return inTransaction(async (tx) => {
		await assertAdminLeft(tx, userId, patch);
		const before = await repo.lockUser(tx, userId);
		if (!before) throw userGone();
		const { role, domain, disabled, storage_quota_bytes: bytes, file_quota: fileQuota } = patch;
		await noteChanges(tx, actor, before, patch);
		if (disabled) await endAccess(tx, userId);
		const since = disabled ? (before.disabledAt ?? new Date()) : null;
		const disabledAt = disabled === undefined ? {} : { disabledAt: since };
		const storageQuotaBytes = bytes === undefined || bytes === null ? bytes : BigInt(bytes);
		const data = { role, domain, storageQuotaBytes, fileQuota, ...disabledAt };
		return viewOne(tx, await repo.updateUser(tx, userId, data));
	});
}

async function endAccess(tx: Tx, userId: string): Promise<void> {
	await endSessions(tx, userId);
	await repo.revokeAccess(tx, userId);
}

/** Of what is asked for, what is not so yet; null for nothing. */
function changes(
	wanted: Record<string, string | number | null | undefined>,
	now: Record<string, string | number | null>,
) {
	const asked = Object.entries(wanted).flatMap(([name, value]) =>
		value === undefined || value === now[name] ? [] : [[name, value] as const],
	);
	return asked.length > 0 ? Object.fromEntries(asked) : null;
}

/** What was asked for once more is no change. */
async function noteChanges(tx: Tx, actor: Actor, before: repo.CountedUser, patch: UserPatch) {
	const { role, domain, storage_quota_bytes, file_quota, disabled } = patch;
	const moved = changes({ role, domain }, { role: before.role, domain: before.domain });
	if (moved) await audit(tx, actor, "user_changed", before.id, moved);
	const quotas = changes({ storage_quota_bytes, file_quota }, quotasOf(before));
	if (quotas) await audit(tx, actor, "quota_changed", before.id, quotas);
	if (disabled === undefined || disabled === (before.disabledAt !== null)) return;
	await audit(tx, actor, disabled ? "user_disabled" : "user_enabled", before.id);
}
