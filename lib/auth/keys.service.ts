/** API keys: how scripts of a user sign in. */
import type { z } from "zod";
import type { Actor, Scope } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { sha256 } from "#lib/core/signing.ts";
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

/** Throws `FORBIDDEN` for keys: they cannot make or end keys. */
function keyOwner(actor: Actor): string {
	if (!actor.user) throw new AppError("UNAUTHENTICATED", { message: "Please sign in" });
	if (actor.via === "key")
		throw new AppError("FORBIDDEN", { message: "API keys are managed by people, not by keys" });
	return actor.user.id;
}

/** The key itself is in this answer only. */
export async function createKey(actor: Actor, request: z.infer<typeof keyCreate>) {
	const userId = keyOwner(actor);
	const key = randomToken(KEY_PREFIX);
	const row = await repo.insertKey({
		userId,
		name: request.name,
		hash: sha256(key),
		hint: key.slice(0, 8),
		scopes: request.scopes,
		expiresAt: request.expires_at ? new Date(request.expires_at) : null,
	});
	return { ...toKeyInfo(row), key };
}

export async function listKeys(actor: Actor) {
	return { keys: (await repo.listKeys(keyOwner(actor))).map(toKeyInfo) };
}

export async function revokeKey(actor: Actor, keyId: string): Promise<void> {
	const userId = keyOwner(actor);
	if (!isUuid(keyId) || !(await repo.revokeKey(userId, keyId)))
		throw new AppError("KEY_NOT_FOUND", { message: "There is no such key" });
}
