/**
 * The lists of an event with 10,000 files, through the real web process: each beside the same rows read
 * by plain SQL over one connection in the same run. `npm run bench -- zones`
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

const FILES = 10_000;
const IN_LARGE_ZONE = 1000;
const PER_ZONE = 20;
const RUNS = 30;

const dataDir = mkdtempSync(join(tmpdir(), "potret-bench-zones-"));
Object.assign(process.env, {
	...{ DATA_DIR: dataDir, LOG_LEVEL: "warn", PORT: "0", HOST: "127.0.0.1", DEMO: "1" },
	...{ AUTH_SECRET: randomBytes(48).toString("base64"), RATE_READS_PER_MINUTE: "1000000" },
});

const { startPostgres } = await import("#lib/processes/postgres.ts");
const { isReady } = await import("#lib/processes/child.ts");
const { migrate } = await import("#lib/db/migrate.ts");
const { newId } = await import("#lib/core/ids.ts");

const postgres = await startPostgres({
	dataDir,
	secrets: { databasePassword: "bench-password-1", databaseAdminPassword: "bench-admin-1" },
});
const env = { ...process.env, DATABASE_URL: postgres.url, NODE_ENV: "production" as const };
const client = new pg.Client({ connectionString: postgres.url });

async function run(script: string): Promise<void> {
	const child = spawn(process.execPath, [script], { env, stdio: ["ignore", "ignore", "inherit"] });
	const [code] = await once(child, "exit");
	if (code !== 0) throw new Error(`${script} ended with ${code}`);
}

async function startWeb() {
	const child = spawn(process.execPath, ["lib/processes/web.ts"], {
		env: { ...env, POTRET_ROLE: "web" },
		stdio: ["ignore", "ignore", "inherit", "ipc"],
	});
	for (;;) {
		const [message] = await once(child, "message");
		if (!isReady(message)) continue;
		const stop = async () => {
			child.kill("SIGTERM");
			await once(child, "exit");
		};
		return { url: `http://127.0.0.1:${message.port}`, stop };
	}
}

/** An event of the demo's photographer: one large zone, small ones, and as many files in none. */
async function fill() {
	const owner = await client.query("SELECT id FROM users WHERE username = 'photographer'");
	const ownerId = owner.rows[0].id;
	const [eventId, large] = [newId(), newId()];
	await client.query(
		"INSERT INTO events (id, owner_id, name, date) VALUES ($1, $2, 'Bench', now())",
		[eventId, ownerId],
	);
	const zones = Array.from({ length: 200 }, newId);
	await client.query(
		"INSERT INTO zones (id, event_id, title) SELECT unnest($1::uuid[]), $2, 'Bench'",
		[[large, ...zones], eventId],
	);
	const rows = Array.from({ length: FILES }, (_, n) => {
		const small = zones[Math.floor((n - IN_LARGE_ZONE) / PER_ZONE)] ?? null;
		return { id: newId(), zoneId: n < IN_LARGE_ZONE ? large : small };
	});
	await client.query(
		`INSERT INTO media (id, event_id, owner_id, zone_id, file_name, content_type, byte_size, sha256,
			object_key, state)
		SELECT id, $3, $4, zone_id, 'photo.jpg', 'image/jpeg', 1000, md5(id::text),
			'media/00/' || id || '/original', 'ready'
		FROM unnest($1::uuid[], $2::uuid[]) AS new (id, zone_id)`,
		[rows.map(({ id }) => id), rows.map(({ zoneId }) => zoneId), eventId, ownerId],
	);
	await client.query("ANALYZE media, zones");
	return { eventId, large };
}

async function signIn(url: string): Promise<Record<string, string>> {
	const body = JSON.stringify({ username: "photographer", password: "photographer123" });
	const answer = await fetch(`${url}/api/auth/login`, { method: "POST", body });
	return { authorization: `Bearer ${(await answer.json()).access_token}` };
}

/** Median of `RUNS`, in milliseconds. */
async function time(work: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let n = 0; n < RUNS; n++) {
		const started = performance.now();
		await work();
		times.push(performance.now() - started);
	}
	return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
}

const FIELDS = "id, event_id, zone_id, file_name, content_type, byte_size, object_key, created_at";

async function compare(url: string): Promise<void> {
	const { eventId, large } = await fill();
	const headers = await signIn(url);
	const media = `${url}/api/v1/events/${eventId}/media`;
	const ofEvent = `SELECT ${FIELDS} FROM media WHERE event_id = $1 AND deleted_at IS NULL`;
	const cases: [name: string, path: string, sql: string, value: string][] = [
		["first 100", "", `${ofEvent} ORDER BY id LIMIT 100`, eventId],
		["100 after 9,000", "?skip=9000", `${ofEvent} ORDER BY id OFFSET 9000 LIMIT 100`, eventId],
		[
			"1,000 of one type",
			"?file_type=image/jpeg&limit=1000",
			`${ofEvent} ORDER BY id LIMIT 1000`,
			eventId,
		],
		[
			"201 zones, 5,000 files",
			"/grouped",
			`${ofEvent} AND zone_id IS NOT NULL ORDER BY zone_id, id`,
			eventId,
		],
		[
			"zone of 1,000",
			`/zones/${large}`,
			`SELECT ${FIELDS} FROM media WHERE zone_id = $1 AND deleted_at IS NULL ORDER BY id`,
			large,
		],
	];
	for (const [name, path, sql, value] of cases) {
		const ask = async () => {
			const answer = await fetch(media + path, { headers });
			if (!answer.ok) throw new Error(`${name} answered ${answer.status}`);
			return answer.json();
		};
		await ask();
		const floor = await time(async () => JSON.stringify((await client.query(sql, [value])).rows));
		const ours = await time(ask);
		console.log(
			`${name}: ${ours.toFixed(1)} ms, the rows alone ${floor.toFixed(1)} ms (×${(ours / floor).toFixed(1)})`,
		);
	}
	const health = await time(async () => (await fetch(`${url}/api/health`)).json());
	console.log(`GET /api/health: ${health.toFixed(1)} ms`);
}

try {
	await run("scripts/build.mjs");
	await migrate(postgres.url);
	await run("lib/processes/prepare.ts");
	await client.connect();
	const web = await startWeb();
	try {
		await compare(web.url);
	} finally {
		await web.stop();
		await client.end();
	}
} finally {
	await postgres.stop();
	rmSync(dataDir, { recursive: true, force: true });
}
