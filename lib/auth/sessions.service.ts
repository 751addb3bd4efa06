/** Where a person is signed in, and how they sign out there. */
import { audit } from "#lib/audit/audit.service.ts";
import { type Actor, personBehind } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { inTransaction } from "#lib/db/client.ts";
import * as repo from "./account.repo.ts";
import type { SessionList } from "./account.schema.ts";
import { deviceOf } from "./sessions.policy.ts";

/** Scripts that sign in anew each time make thousands. */
const MOST = 100;

/** Throws `FORBIDDEN` for keys, as all here do. */
export async function listSessions(actor: Actor): Promise<SessionList> {
	const { id: userId } = personBehind(actor);
	const [rows, total] = await Promise.all([
		repo.listSessions(userId, MOST),
		repo.countSessions(userId),
	]);
	const sessions = rows.map((row) => ({
		id: row.id,
		device: deviceOf(row.userAgent),
		current: row.id === actor.sessionId,
		created_at: row.createdAt.toISOString(),
		last_seen_at: row.lastSeenAt.toISOString(),
		expires_at: row.expiresAt.toISOString(),
	}));
	sessions.sort((a, b) => Number(b.current) - Number(a.current));
	return { sessions, total };
}

/** Throws `SESSION_NOT_FOUND`. Also ends the one that asks, if that is the one. */
export async function endSession(actor: Actor, sessionId: string): Promise<void> {
	const { id: userId } = personBehind(actor);
	await inTransaction(async (tx) => {
		const which = { only: sessionId };
		if (!isUuid(sessionId) || (await repo.endSessions(tx, userId, which)) === 0)
			throw new AppError("SESSION_NOT_FOUND", { message: "There is no such sign-in" });
		await audit(tx, actor, "session_ended", userId, { count: 1 });
	});
}

/** Ends all but the one that asks. */
export async function endOtherSessions(actor: Actor): Promise<void> {
	const { id: userId } = personBehind(actor);
	await inTransaction(async (tx) => {
		const count = await repo.endSessions(tx, userId, { but: actor.sessionId });
		if (count > 0) await audit(tx, actor, "session_ended", userId, { count });
	});
}
