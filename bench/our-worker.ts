/** Our real worker process for `imaging.ts`: database, queue and storage included. */
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { reloadConfig } from "#lib/config/config.ts";
import { ANONYMOUS } from "#lib/core/actor.ts";
import { closeDb, db, type Tx } from "#lib/db/client.ts";
import { migrate } from "#lib/db/migrate.ts";
import { authorize, createEvent, holdEvent } from "#lib/events/events.service.ts";
import { receive, type StagedFile, stage } from "#lib/media/media.service.ts";
import { seedDemo } from "#lib/processes/demo.ts";
import { JOBS } from "#lib/processes/jobs.ts";
import { startPostgres } from "#lib/processes/postgres.ts";
import { closeQueue, installQueue } from "#lib/queue/queue.ts";
import { PARALLEL } from "./camera-photos.ts";

const POLL_MS = 5;
const JPEG = new Set(["image/jpeg"]);

export interface OurWorker {
	/** Stages the files as uploads would, and starts a worker, which has only rendered the others. */
	prepare(warmUp: readonly string[], files: readonly string[]): Promise<void>;
	/** Commits the files with their jobs, and resolves when all photos are ready. */
	work(): Promise<void>;
	/** Ends the worker. */
	finish(): Promise<void>;
	close(): Promise<void>;
}

export async function openWorker(scratch: string): Promise<OurWorker> {
	const dataDir = join(scratch, "worker");
	const postgres = await startPostgres({
		dataDir,
		secrets: { databasePassword: "bench-password-1", databaseAdminPassword: "bench-admin-1" },
	});
	Object.assign(process.env, {
		DATABASE_URL: postgres.url,
		DATA_DIR: dataDir,
		AUTH_SECRET: randomBytes(48).toString("base64"),
		LOG_LEVEL: "warn",
		WORKER_CONCURRENCY: String(PARALLEL),
	});
	reloadConfig();
	await migrate(postgres.url);
	await installQueue(postgres.url, JOBS);
	await seedDemo();
	const user = await db().user.findFirstOrThrow({ where: { username: "photographer" } });
	const actor = { ...ANONYMOUS, user, via: "token" as const };

	let worker: ChildProcess | undefined;
	let commit: (() => Promise<unknown>) | undefined;

	/** Returns what makes the staged files photos, in one batch. */
	const takeIn = async (files: readonly string[]) => {
		const event = { name: "Bench", date: "2026-05-09", access_code: null, listed: false };
		const rights = { guest_uploads: "off" as const, guest_face_search: false };
		const { id } = await createEvent(actor, {
			...{
				...event,
				...rights,
				downloads: true,
				guest_originals: false,
				guest_approval: false,
				expires_at: null,
			},
		});
		const proof = await authorize(actor, "photo:add", id);
		const staged: StagedFile[] = [];
		for (const path of files) {
			const file = { field: "file", fileName: "p.jpg", chunks: createReadStream(path) };
			staged.push(await stage(file, JPEG));
		}
		const place = { eventId: id, album: "Official" };
		const hold = (tx: Tx) => holdEvent(tx, proof);
		return () => receive({ ownerId: user.id, place, hold }, staged);
	};

	// Looked for with as little as can be: it is measured too.
	const watch = new pg.Client({ connectionString: postgres.url });
	await watch.connect();
	const waiting = {
		name: "waiting",
		text: "SELECT 1 FROM media WHERE deleted_at IS NULL AND state IN ('stored', 'processing') LIMIT 1",
	};
	const settled = async () => {
		while ((await watch.query(waiting)).rowCount) await pause(POLL_MS);
	};

	const prepare = async (warmUp: readonly string[], files: readonly string[]) => {
		worker = fork("lib/processes/worker.ts");
		await once(worker, "message");
		await (await takeIn(warmUp))();
		await settled();
		commit = await takeIn(files);
	};
	const work = async () => {
		await commit?.();
		await settled();
	};
	const finish = async () => {
		worker?.disconnect();
		if (worker) await once(worker, "exit");
	};

	const close = async () => {
		await watch.end();
		await closeQueue();
		await closeDb();
		await postgres.stop();
	};
	return { prepare, work, finish, close };
}
