/** From what was dropped and answered to batches that can be queued. */
import { crc32 } from "./archive-crc32.ts";
import { buildArchive } from "./archive-writer.ts";
import { type Drop, folderOf, sizeOf } from "./batch-uploads-drop.ts";
import { type BatchPlan, wayFor } from "./batch-uploads-plan.ts";
import type { BatchItem, FileIdentity } from "./batch-uploads-state.ts";
import type { FoundFile } from "./found-file.ts";

export interface BatchDraft {
	item: BatchItem;
	files: readonly FoundFile[];
}

export function identityOf({ file, path }: FoundFile): FileIdentity {
	return { path, size: file.size, modifiedAt: file.lastModified };
}

const baseName = (path: string) => path.split("/").at(-1) ?? path;

/**
 * The very files that a batch was begun with, among those found; null where one is missing or was
 * changed. Chosen without their folder they are the same files.
 */
export function matching(
	known: readonly FileIdentity[],
	found: readonly FoundFile[],
): FoundFile[] | null {
	const byPath = new Map(found.map((each) => [each.path, each]));
	const byName = new Map(found.map((each) => [baseName(each.path), each]));
	const matched: FoundFile[] = [];
	for (const { path, size, modifiedAt } of known) {
		const file = (byPath.get(path) ?? byName.get(baseName(path)))?.file;
		if (file?.size !== size || file.lastModified !== modifiedAt) return null;
		matched.push({ file, path });
	}
	return matched;
}

/** The drop's batches, as files: every archive is one, images are one together. */
export function batchesOf(drop: Drop): FoundFile[][] {
	return drop.kind === "archives" ? drop.files.map((file) => [file]) : [drop.files];
}

/** The same files of the same account have the same, dropped today or chosen tomorrow. */
export function fingerprintOf(owner: string, files: readonly FoundFile[]): string {
	const text = JSON.stringify(files.map(identityOf));
	const sum = crc32(new TextEncoder().encode(text)).toString(16);
	return [owner, files.length, sizeOf(files), sum].join("/");
}

export interface DraftOptions {
	owner: string;
	newId: () => string;
	now: number;
}

/** A batch of these files, waiting for its turn. */
export function draftOf(
	kind: Drop["kind"],
	files: readonly FoundFile[],
	plan: BatchPlan,
	{ owner, newId, now }: DraftOptions,
): BatchDraft {
	const bytes = sizeOf(files);
	const way = wayFor(kind, files.length, bytes);
	const item: BatchItem = {
		...{ id: newId(), key: newId(), owner, kind, plan, way, addedAt: now },
		name: folderOf(files) ?? files[0]?.path ?? "",
		files: files.map(identityOf),
		size: way === "packed" ? archiveOf(files).size : bytes,
		fingerprint: fingerprintOf(owner, files),
		...{ status: "waiting", wants: null, readBytes: 0, sentBytes: 0, arrivedBytes: 0 },
		...{ sums: null, attempts: 0, retryAt: null, failure: null, batchId: null, progress: null },
	};
	return { item, files };
}

/** The images as one archive. Without their sums it is good for its size alone. */
export function archiveOf(files: readonly FoundFile[], sums: readonly number[] = []): Blob {
	return buildArchive(
		files.map(({ file, path }, at) => ({
			...{ path, file, crc32: sums[at] ?? 0 },
			modifiedAt: file.lastModified,
		})),
	);
}
