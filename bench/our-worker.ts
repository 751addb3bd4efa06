/** Our real worker process for `imaging.ts`: database, queue and storage included. */
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { reloadConfig } from "#lib/config/config.ts";
import { ANONYMOUS } from "#lib/core/actor.ts";
import { closeDb, db } from "#lib/db/client.ts";
import { migrate } from "#lib/db/migrate.ts";
import { authorize, createEvent } from "#lib/events/events.service.ts";
import { receive } from "#lib/media/media.receive.ts";
import { type StagedFile, stage } from "#lib/media/media.staging.ts";
import { seedDemo } from "#lib/processes/demo.ts";
import { JOBS } from "#lib/processes/jobs.ts";
import { startPostgres } from "#lib/processes/postgres.ts";
import { closeQueue, installQueue } from "#lib/queue/queue.ts";
import { PARALLEL } from "./camera-photos.ts";

const POLL_MS = 10;
const JPEG = new Set(["image/jpeg"]);

export interface OurWorker {
	/** Stages the files as uploads would, and starts a worker, which has nothing to do yet. */
	takeIn(files: readonly string[]): Promise<void>;
	/** Commits them with their jobs, and resolves when all photos are ready. */
	work(): Promise<void>;
	/** Ends the worker. */
	endRound(): Promise<void>;
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
	let commit: (() => Promise<void>) | undefined;

	const takeIn = async (files: readonly string[]) => {
		const event = { name: "Bench", date: "2026-05-09", access_code: null, listed: false };
		const rights = { guest_uploads: "off" as const, guest_face_search: false };
		const { id } = await createEvent(actor, {
			...{ ...event, ...rights, downloads: true, guest_originals: false, expires_at: null },
		});
		const proof = await authorize(actor, "photo:add", id);
		const staged: StagedFile[] = [];
		for (const path of files) {
			const file = { field: "file", fileName: "p.jpg", chunks: createReadStream(path) };
			staged.push(await stage(file, JPEG));
		}
		commit = async () => {
			for (const file of staged)
				await receive({ proof, album: "Official", uploaderName: "Me" }, [file]);
		};
		worker = fork("lib/processes/worker.ts");
		await once(worker, "message");
	};

	const unfinished = () =>
		db().media.count({ where: { state: { in: ["stored", "processing"] }, deletedAt: null } });

	const work = async () => {
		await commit?.();
		while ((await unfinished()) > 0) await pause(POLL_MS);
	};
	const endRound = async () => {
		worker?.disconnect();
		if (worker) await once(worker, "exit");
	};

	const close = async () => {
		await closeQueue();
		await closeDb();
		await postgres.stop();
	};
	return { takeIn, work, endRound, close };
}
