/** API keys: how scripts of a user sign in. */
import type { z } from "zod";
import { audit } from "#lib/audit/audit.service.ts";
import { type Actor, personBehind, type Scope } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { sha256 } from "#lib/core/signing.ts";
import { inTransaction } from "#lib/db/client.ts";
import * as repo from "./auth.repo.ts";
import type { keyCreate } from "./auth.schema.ts";
import { KEY_PREFIX, randomToken } from "./tokens.ts";

const toKeyInfo = (key: Awaited<ReturnType<typeof repo.listKeys>>[number]) => ({
	id: key.id,
	name: key.name,
	scopes: key.scopes as Scope[],
	hint: key.hint,
	created_at: key.createdAt.toISOString(),
	last_used_at: key.lastUsedAt?.toISOString() ?? null,
	expires_at: key.expiresAt?.toISOString() ?? null,
});

/** The key itself is in this answer only. Keys make no keys: `FORBIDDEN`. */
export async function createKey(actor: Actor, request: z.infer<typeof keyCreate>) {
	const { id: userId } = personBehind(actor);
	const key = randomToken(KEY_PREFIX);
	return inTransaction(async (tx) => {
		const row = await repo.insertKey(tx, {
			userId,
			name: request.name,
			hash: sha256(key),
			hint: key.slice(0, 8),
			scopes: request.scopes,
			expiresAt: request.expires_at ? new Date(request.expires_at) : null,
		});
		await audit(tx, actor, "key_created", row.id);
		return { ...toKeyInfo(row), key };
	});
}

/** Throws `FORBIDDEN` for keys. */
export async function listKeys(actor: Actor) {
	return { keys: (await repo.listKeys(personBehind(actor).id)).map(toKeyInfo) };
}

/** Throws `KEY_NOT_FOUND`, `FORBIDDEN` for keys. */
export async function revokeKey(actor: Actor, keyId: string): Promise<void> {
	const { id: userId } = personBehind(actor);
	await inTransaction(async (tx) => {
		if (!isUuid(keyId) || !(await repo.revokeKey(tx, userId, keyId)))
			throw new AppError("KEY_NOT_FOUND", { message: "There is no such key" });
		await audit(tx, actor, "key_revoked", keyId);
	});
}
