/**
 * The embeddings of a domain or an event in this process's memory. Every search first asks the
 * database for the version, so that it finds what any process has added, and nothing that was deleted.
 */
import { FaceIndex } from "#lib/faces/face-index.ts";
import { fromBytes } from "./embedding.ts";
import { engineName } from "./engine.ts";
import {
	type FaceScope,
	listEmbeddings,
	readVersion,
	type ScopeVersion,
} from "./face-scopes.repo.ts";

interface Held {
	/** None before the first embedding has come. */
	index: FaceIndex | null;
	version: bigint;
	/** What brings it up to date, one after the other. */
	updating: Promise<void>;
}

const PAGE = 20_000;
/** Scopes that are searched in turns; the one that was not for the longest is let go. */
const MOST_HELD = 50;
const NIL = "00000000-0000-0000-0000-000000000000";

const held = new Map<FaceScope, Held>();

function heldOf(scope: FaceScope): Held {
	const known = held.get(scope) ?? { index: null, version: 0n, updating: Promise.resolve() };
	held.delete(scope);
	held.set(scope, known);
	const [oldest] = held.keys();
	if (held.size > MOST_HELD && oldest) held.delete(oldest);
	return known;
}

async function update(scope: FaceScope, mine: Held, { version, rebuilt }: ScopeVersion) {
	if (mine.version >= version) return;
	const isStale = rebuilt > mine.version;
	let index = isStale ? null : mine.index;
	let after = {
		version: isStale ? 0n : mine.version,
		id: isStale ? NIL : "ffffffff-ffff-ffff-ffff-ffffffffffff",
	};
	for (;;) {
		const rows = await listEmbeddings(scope, engineName(), { after, upTo: version, limit: PAGE });
		for (const { owner, embedding } of rows) {
			index ??= new FaceIndex(embedding.byteLength / 4);
			index.add(owner, fromBytes(embedding));
		}
		const last = rows.at(-1);
		if (!last || rows.length < PAGE) break;
		after = { version: last.version, id: last.id };
	}
	mine.index = index;
	mine.version = version;
}

/** Everything there is now; null where there is nothing. Not to be kept: ask again for each search. */
export async function indexOf(scope: FaceScope): Promise<FaceIndex | null> {
	const mine = heldOf(scope);
	const now = await readVersion(scope);
	// One that failed half-way is made anew by the next.
	const updating = mine.updating.catch(() => {}).then(() => update(scope, mine, now));
	mine.updating = updating;
	await updating.catch((error) => {
		held.delete(scope);
		throw error;
	});
	return mine.index;
}
