/** Versions of what is searched as a whole, so that every process knows when its index is out of date. */
import { db, type Tx } from "#lib/db/client.ts";

/** The samples of a domain's people, or the faces on an event's photos. */
export type FaceScope = `domain:${string}` | `event:${string}`;

export interface ScopeVersion {
	version: bigint;
	/** The last version that took embeddings away: an index from before it is to be made anew. */
	rebuilt: bigint;
}

/**
 * The version that a change makes. The scope is held to the end of the transaction, so that versions
 * become visible in their order; nothing else is locked after it.
 */
export async function nextVersion(
	tx: Tx,
	scope: FaceScope,
	change: "adds" | "removes",
): Promise<bigint> {
	const removes = change === "removes";
	const [row] = await tx.$queryRaw<{ version: bigint }[]>`
		INSERT INTO face_scopes AS held (scope, version, rebuilt)
		VALUES (${scope}, 1, ${removes ? 1 : 0})
		ON CONFLICT (scope) DO UPDATE SET version = held.version + 1,
			rebuilt = CASE WHEN ${removes} THEN held.version + 1 ELSE held.rebuilt END
		RETURNING version`;
	return row?.version ?? 0n;
}

export async function readVersion(scope: FaceScope): Promise<ScopeVersion> {
	const row = await db().faceScope.findUnique({ where: { scope } });
	return { version: row?.version ?? 0n, rebuilt: row?.rebuilt ?? 0n };
}

export interface EmbeddingRow {
	id: string;
	/** The person of a sample, or the media of a face. */
	owner: string;
	embedding: Uint8Array;
	version: bigint;
}

/** Embeddings that came after one version, up to another; in the order of version and id. */
export function listEmbeddings(
	scope: FaceScope,
	engine: string,
	range: { after: { version: bigint; id: string }; upTo: bigint; limit: number },
): Promise<EmbeddingRow[]> {
	const [kind = "", name = ""] = [
		scope.slice(0, scope.indexOf(":")),
		scope.slice(scope.indexOf(":") + 1),
	];
	const { after, upTo, limit } = range;
	if (kind === "domain")
		return db().$queryRaw`
			SELECT id, person_id AS owner, embedding, version FROM face_samples
			WHERE domain = ${name} AND engine = ${engine} AND version <= ${upTo}
				AND (version, id) > (${after.version}, ${after.id}::uuid)
			ORDER BY version, id LIMIT ${limit}`;
	return db().$queryRaw`
		SELECT id, media_id AS owner, embedding, version FROM faces
		WHERE event_id = ${name}::uuid AND engine = ${engine} AND version <= ${upTo}
			AND (version, id) > (${after.version}, ${after.id}::uuid)
		ORDER BY version, id LIMIT ${limit}`;
}
