/** Uploads whose row and file disagree. */
import { isUuid } from "#lib/core/ids.ts";
import { tryLock } from "#lib/db/locks.ts";
import { findFile, listFiles, removeFile } from "./upload-file.ts";
import { lockName } from "./upload-lock.ts";
import * as repo from "./uploads.repo.ts";

const PAGE = 1000;

export interface StrayFile {
	id: string;
	/** Bytes. */
	size: number;
}

/** Files that no upload needs, and that nobody has written to since. */
export async function* listStrayFiles(before: Date): AsyncIterable<StrayFile> {
	const names = (await listFiles()).filter(isUuid);
	for (let at = 0; at < names.length; at += PAGE) {
		const page = names.slice(at, at + PAGE);
		const known = await repo.findKnown(page);
		for (const id of page.filter((name) => !known.has(name))) {
			const found = await findFile(id);
			if (found && found.modifiedAt < before) yield { id, size: found.size };
		}
	}
}

export interface BrokenUpload {
	id: string;
	fileName: string;
	/** Bytes that were acknowledged. */
	received: number;
	/** Bytes that are there. */
	present: number;
}

/** False while somebody writes to it. */
async function whileIdle(id: string, work: () => Promise<boolean>): Promise<boolean> {
	const lock = await tryLock(lockName(id));
	if (!lock) return false;
	try {
		return await work();
	} finally {
		await lock.release();
	}
}

async function isBroken(upload: repo.UploadRow): Promise<number | null> {
	const size = (await findFile(upload.id))?.size ?? 0;
	return size < upload.received ? size : null;
}

/** Uploads of which the disk has less than was acknowledged. */
export async function* listBrokenUploads(): AsyncIterable<BrokenUpload> {
	let page = await repo.listBegun(undefined, PAGE);
	while (page.length > 0) {
		for (const { id } of page) {
			// Again by itself: meanwhile it may have been finished and used.
			const upload = await repo.findUpload(id);
			const present = upload && upload.state !== "used" ? await isBroken(upload) : null;
			if (upload && present !== null) {
				const { fileName, received } = upload;
				yield { id, fileName, received, present };
			}
		}
		page = await repo.listBegun(page.at(-1)?.id, PAGE);
	}
}

/** Removes a file that no upload needs; false where one is written to it just now. */
export function removeStrayFile(id: string): Promise<boolean> {
	return whileIdle(id, async () => {
		if ((await repo.findKnown([id])).size > 0) return false;
		await removeFile(id);
		return true;
	});
}

/** Gives an upload up that cannot be gone on with: its sender begins anew. False while it is written to. */
export function giveUpBroken(id: string): Promise<boolean> {
	return whileIdle(id, async () => {
		const upload = await repo.findUpload(id);
		if (!upload || upload.state === "used" || (await isBroken(upload)) === null) return false;
		await removeFile(id);
		return repo.deleteUpload(id);
	});
}
