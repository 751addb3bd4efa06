/** The services in this process, on a database and a folder of their own. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { reloadConfig } from "#lib/config/config.ts";
import { type Actor, ANONYMOUS } from "#lib/core/actor.ts";
import type { UploadForm } from "#lib/core/upload-form.ts";
import { closeDb, db } from "#lib/db/client.ts";
import { closeLocks } from "#lib/db/locks.ts";
import { closeQueue } from "#lib/queue/queue.ts";
import { createTestDatabase } from "./database.ts";
import { makeScratch, removeScratch } from "./scratch.ts";
import { storageEnvironment } from "./storage.ts";

export interface Services {
	dataDir: string;
	photographer: Actor;
	close(): Promise<void>;
}

/** `env` has settings beside or instead of the usual ones. */
export async function openServices(env: Record<string, string> = {}): Promise<Services> {
	const database = await createTestDatabase({ template: "demo" });
	const scratch = makeScratch("services");
	const dataDir = join(scratch, "data");
	Object.assign(process.env, {
		DATABASE_URL: database.url,
		DATA_DIR: dataDir,
		AUTH_SECRET: randomBytes(48).toString("base64"),
		LOG_LEVEL: "silent",
		...(await storageEnvironment(dataDir)),
		...env,
	});
	reloadConfig();
	const user = await db().user.findUniqueOrThrow({ where: { username: "photographer" } });
	return {
		dataDir,
		photographer: { ...ANONYMOUS, user, via: "token" },
		close: async () => {
			await closeQueue();
			await closeLocks();
			await closeDb();
			await database.drop();
			removeScratch(scratch);
		},
	};
}

/** A form that has arrived already. */
export function aFormOf(
	files: readonly { field?: string; fileName?: string; bytes: Uint8Array }[],
	fields: Record<string, string> = { albumName: "Official" },
): UploadForm {
	const MB = 1024 * 1024;
	return {
		fields,
		leastBytes: 0,
		limits: { device: "desktop", fileBytes: 50 * MB, requestBytes: 300 * MB, files: 10 },
		async *files() {
			for (const { field = "file", fileName = "photo.jpg", bytes } of files)
				yield {
					field,
					fileName,
					chunks: (async function* () {
						yield bytes;
					})(),
				};
		},
	};
}
