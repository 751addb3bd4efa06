/** What the installation keeps: how much, of what, whose, and how much more there is room for. */
import { type Actor, administratorBehind } from "#lib/core/actor.ts";
import { db } from "#lib/db/client.ts";
import { gather } from "#lib/db/gather.ts";
import { diskSpace } from "#lib/storage/free-space.ts";
import { tieredStore } from "#lib/storage/store.ts";
import { readUse } from "#lib/usage/usage.service.ts";
import * as repo from "./storage.repo.ts";
import type { StorageFigures } from "./storage.schema.ts";

/** The largest users that are named. */
const MOST_USERS = 20;

const add = (amounts: readonly repo.Amount[]): repo.Amount => ({
	files: amounts.reduce((sum, { files }) => sum + files, 0),
	bytes: amounts.reduce((sum, { bytes }) => sum + bytes, 0),
});

function waitingOf(states: readonly repo.StateFigure[]): repo.Amount | null {
	if (!tieredStore()) return null;
	return add(states.map(({ localFiles: files, localBytes: bytes }) => ({ files, bytes })));
}

async function readFigures(): Promise<StorageFigures> {
	const [states, renditions, archives, keepers, disk, database] = await Promise.all([
		repo.countStates(),
		repo.countRenditions(),
		repo.countArchives(),
		repo.listKeepers(MOST_USERS),
		diskSpace(),
		repo.readDatabaseSize(),
	]);
	const useOf = await readUse(
		db(),
		keepers.users.map(({ id }) => id),
	);
	const originals = add(states);
	return {
		...originals,
		kinds: [
			{ kind: "originals", ...originals },
			{ kind: "renditions", ...renditions },
			{ kind: "archives", ...archives },
		],
		states: states.map(({ state, files, bytes }) => ({ state, files, bytes })),
		users: keepers.users.map((user) => ({ ...user, ...useOf(user.id) })),
		user_total: keepers.total,
		waiting: waitingOf(states),
		disk: { free_bytes: disk.free, total_bytes: disk.total },
		database_bytes: database,
	};
}

const KEY = "all";
/** However many ask at once, the tables are read through by one. */
const readOnce = gather<typeof KEY, StorageFigures>(
	async () => new Map([[KEY, await readFigures()]]),
);

export async function getStorageFigures(actor: Actor): Promise<StorageFigures> {
	administratorBehind(actor);
	return (await readOnce(KEY)) as StorageFigures;
}
