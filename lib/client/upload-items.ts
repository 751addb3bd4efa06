/** From files to items of the queue, and from what was found to the items that wait for it. */
import type { Origin, UploadSource } from "./upload-queue-types.ts";
import { entryOf, type UploadItem, type UploadTarget } from "./upload-state.ts";

interface Making {
	name: string;
	target: UploadTarget;
	origin: Origin;
	/** It is looked first whether the album has it. */
	checks: boolean;
	newId: () => string;
}

export function freshItem(file: Blob, making: Making): UploadItem {
	const { name, target, origin, checks, newId } = making;
	const item: UploadItem = {
		...{ id: newId(), name, size: file.size, modifiedAt: modifiedAt(file), target },
		...{ source: origin.source, kept: origin.kept, wants: null, sha256: null },
		...{ status: "waiting", sentBytes: 0, attempts: 0, retryAt: null, failure: null },
		...{ duplicate: false, key: newId() },
	};
	return { ...item, status: entryOf(item, checks) };
}

const modifiedAt = (file: Blob) => (file instanceof File ? file.lastModified : 0);

const baseName = (path: string) => path.split("/").at(-1) ?? path;

type Identity = Pick<UploadItem, "name" | "size" | "modifiedAt">;

const identity = ({ name, size, modifiedAt }: Identity) =>
	`${size}/${modifiedAt}/${baseName(name)}`;

/**
 * The very files that items were made of, by the items' ids, and what is left of those found. Chosen
 * without their folder they are the same files; a changed file is another.
 */
export function matchFiles(
	items: readonly (Identity & { id: string })[],
	found: readonly UploadSource[],
): { files: Map<string, Blob>; rest: UploadSource[] } {
	const byIdentity = new Map<string, UploadSource[]>();
	for (const source of found) {
		const { file, name } = source;
		const key = identity({ name, size: file.size, modifiedAt: modifiedAt(file) });
		const alike = byIdentity.get(key);
		if (alike) alike.push(source);
		else byIdentity.set(key, [source]);
	}
	const files = new Map<string, Blob>();
	const take = (item: Identity & { id: string }, fits: (source: UploadSource) => boolean) => {
		const alike = byIdentity.get(identity(item)) ?? [];
		const at = files.has(item.id) ? -1 : alike.findIndex(fits);
		const [taken] = at < 0 ? [] : alike.splice(at, 1);
		if (taken) files.set(item.id, taken.file);
	};
	// By their path first: of two alike, none takes the other's.
	for (const item of items) take(item, ({ name }) => name === item.name);
	for (const item of items) take(item, () => true);
	return { files, rest: [...byIdentity.values()].flat() };
}

/** The same album of the same event, or the same zone. */
export function sameTarget(one: UploadTarget, other: UploadTarget): boolean {
	if (one.eventId !== other.eventId) return false;
	if ("album" in one) return "album" in other && one.album === other.album;
	return "zone" in other && one.zone === other.zone;
}
