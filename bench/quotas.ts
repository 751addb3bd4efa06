/**
 * What counting costs, in one process on a database with 100,000 photos: photos that come, go and change
 * their state; what an owner keeps and what an administrator is told; and keeping a staged photo as it was
 * before, counted, and counted against a limit, one and ten at a time. Linux. `npm run bench -- quotas`
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

const PHOTOS = 100_000;
const DELETED = 20_000;
const ROUNDS = 30;
const AT_ONCE = 10;

const dataDir = mkdtempSync(join(tmpdir(), "potret-bench-quotas-"));
Object.assign(process.env, { DATA_DIR: dataDir, LOG_LEVEL: "warn", DATABASE_POOL: "12" });

const { startPostgres } = await import("#lib/processes/postgres.ts");
const { migrate } = await import("#lib/db/migrate.ts");
const { newId } = await import("#lib/core/ids.ts");

const postgres = await startPostgres({
	dataDir,
	secrets: { databasePassword: "bench-password-1", databaseAdminPassword: "bench-admin-1" },
});
process.env.DATABASE_URL = postgres.url;

const { ANONYMOUS } = await import("#lib/core/actor.ts");
const { closeDb } = await import("#lib/db/client.ts");
const { receive, stage } = await import("#lib/media/media.service.ts");
const { getStorageFigures } = await import("#lib/operations/storage.service.ts");
const { seedDemo } = await import("#lib/processes/demo.ts");
const { JOBS } = await import("#lib/processes/jobs.ts");
const { closeQueue, installQueue } = await import("#lib/queue/queue.ts");
const { addUpUse, findRoom } = await import("#lib/usage/usage.service.ts");

type Staged = Awaited<ReturnType<typeof stage>>;
const client = new pg.Client({ connectionString: postgres.url });

/** Milliseconds. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}

const median = (times: number[]) =>
	times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

/** In turns, so that a busy moment is everybody's. */
async function inTurns(cases: [name: string, work: () => Promise<unknown>][], rounds: number) {
	const times = new Map(cases.map(([name]) => [name, [] as number[]]));
	for (let n = 0; n < rounds; n++)
		for (const [name, work] of cases) times.get(name)?.push(await timeOf(work));
	for (const [name, all] of times) console.log(`  ${name}: ${median(all).toFixed(2)} ms`);
}

async function fill(ownerId: string): Promise<void> {
	const exif = JSON.stringify({ make: "Canon", model: "EOS R6", lens: "x".repeat(300) });
	await client.query(
		`INSERT INTO media (id, owner_id, file_name, content_type, byte_size, sha256, object_key, state, exif,
			thumbhash, dhash, width, height)
		SELECT id, $1, 'photo.jpg', 'image/jpeg', 4000000, md5(id::text), 'media/00/' || id || '/original',
			'ready', $3::jsonb, '1QcSHQRnh493V4dIh4eXh1h4kJUI', '0123456789abcdef', 6000, 4000
		FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $2)) made`,
		[ownerId, PHOTOS, exif],
	);
	await client.query(
		`INSERT INTO renditions (media_id, name, width, height, bytes, object_key)
		SELECT id, name, 400, 300, 60000, object_key || name
		FROM media, unnest(ARRAY['small', 'medium', 'large']) AS name`,
	);
	await client.query("ANALYZE");
}

const stageOne = () =>
	stage(
		{
			...{ field: "file", fileName: "photo.jpg" },
			chunks: (async function* () {
				yield Buffer.from(newId());
			})(),
		},
		"any",
	);

const keep = (ownerId: string | null, staged: Staged) =>
	receive({ ownerId, hold: async () => {} }, [{ ...staged, kind: "image" }]);

async function measureUploads(ownerId: string): Promise<void> {
	const kinds = [
		["as before", null, false],
		["counted", ownerId, false],
		["counted against a limit", ownerId, true],
	] as const;
	const asIn = async (owner: string | null, limited: boolean) => {
		await client.query("UPDATE users SET file_quota = $1", [limited ? 2_000_000_000 : null]);
		await client.query(`ALTER TABLE media ${owner === null ? "DISABLE" : "ENABLE"} TRIGGER USER`);
	};
	for (const [what, each] of [
		["one photo", 1],
		[`${AT_ONCE} photos of one owner at once`, AT_ONCE],
	] as const) {
		console.log(`${what}, median of ${ROUNDS}:`);
		const times = kinds.map(() => [] as number[]);
		for (let n = 0; n < ROUNDS; n++)
			for (const [at, [, owner, limited]] of kinds.entries()) {
				const staged: Staged[] = [];
				for (let one = 0; one < each; one++) staged.push(await stageOne());
				await asIn(owner, limited);
				const work = () => Promise.all(staged.map((file) => keep(owner, file)));
				times[at]?.push(await timeOf(work));
			}
		for (const [at, [name]] of kinds.entries())
			console.log(`  ${name}: ${median(times[at] ?? []).toFixed(2)} ms`);
	}
	await asIn(ownerId, false);
}

/** Milliseconds of processor that the connection's server process has used: a busy machine adds none. */
function processorOf(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The same statements with the triggers and without, in processor time of the database. */
async function measureTriggers(what: string, count: number, statements: readonly string[]) {
	const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
	const used: Record<string, number> = {};
	for (const state of ["DISABLE", "ENABLE", "ENABLE", "DISABLE"]) {
		await client.query(`ALTER TABLE media ${state} TRIGGER USER`);
		const before = processorOf(rows[0].pid);
		for (const sql of statements) await client.query(sql);
		used[state] = (used[state] ?? 0) + (processorOf(rows[0].pid) - before) / 2;
	}
	await client.query("ALTER TABLE media ENABLE TRIGGER USER");
	const { DISABLE: without = 0, ENABLE: counted = 0 } = used;
	const each = (((counted - without) / count) * 1000).toFixed(0);
	console.log(`${what}: ${without} ms, counted ${counted} ms: ${each} µs each`);
}

const SOME = `id IN (SELECT id FROM media ORDER BY id LIMIT ${DELETED})`;

async function measureChanges(ownerId: string): Promise<void> {
	const insert = `INSERT INTO media (id, owner_id, file_name, content_type, byte_size, sha256, object_key)
		SELECT gen_random_uuid(), '${ownerId}', 'new.jpg', 'image/jpeg', 4000000, 'new', 'new'
		FROM generate_series(1, ${DELETED})`;
	const away = "DELETE FROM media WHERE file_name = 'new.jpg'";
	await measureTriggers(`${DELETED} come and are gone`, DELETED * 2, [insert, away]);
	const touch = `UPDATE media SET updated_at = now() WHERE ${SOME}`;
	await measureTriggers(`${DELETED} change their state`, DELETED, [touch]);
	const [del, back] = ["now()", "NULL"].map(
		(at) => `UPDATE media SET deleted_at = ${at} WHERE ${SOME}`,
	);
	await measureTriggers(`${DELETED} deleted, and back`, DELETED * 2, [del ?? "", back ?? ""]);
}

async function measure(): Promise<void> {
	const { rows } = await client.query("SELECT * FROM users WHERE username = 'admin'");
	const ownerId = rows[0].id;
	await fill(ownerId);
	await measureChanges(ownerId);
	const { rows: changes } = await client.query("SELECT count(*)::int AS count FROM usage_changes");
	console.log(`What an owner keeps, of ${PHOTOS} photos:`);
	const read = () => findRoom(ownerId);
	await client.query("UPDATE users SET file_quota = 2000000000");
	await inTurns([[`of ${changes[0].count} changes`, read]], 20);
	console.log(`  adding them up: ${(await timeOf(addUpUse)).toFixed(0)} ms`);
	const sum =
		"SELECT sum(byte_size), count(*) FROM media WHERE owner_id = $1 AND takes_room(media)";
	await inTurns(
		[
			["added up", read],
			["of the photos themselves", () => client.query(sum, [ownerId])],
		],
		20,
	);
	console.log("What an administrator is told:");
	const actor = { ...ANONYMOUS, user: { ...rows[0], id: ownerId }, via: "token" as const };
	await inTurns([["all of it", () => getStorageFigures(actor)]], 10);
	await measureUploads(ownerId);
}

try {
	await migrate(postgres.url);
	await installQueue(postgres.url, JOBS);
	await seedDemo();
	await client.connect();
	await measure();
} finally {
	await closeQueue();
	await closeDb();
	await client.end();
	await postgres.stop();
	rmSync(dataDir, { recursive: true, force: true });
}
