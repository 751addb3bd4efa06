/** What was dropped or chosen, as a flat list of files: folders are walked, what is not taken is counted. */
import { type FileHold, filesOf, holdsDropped } from "./file-holds.ts";
import type { FoundFile } from "./found-file.ts";
import { inSlices } from "./in-slices.ts";
import type { UploadSource } from "./upload-queue-types.ts";

export interface Gathered {
	files: UploadSource[];
	/** The browser's hold on them, where it gives one. */
	holds: readonly FileHold[] | null;
	/** Files left out, where photos alone are taken. */
	skipped: number;
}

/** What a place takes. */
export type Taken = "photos" | "any";

const PHOTO = /\.(jpe?g|png|webp|hei[cf]|gif|bmp)$/i;
/** Leftovers of systems, not anyone's files. */
const LITTER = /(^|\/)(\.|__MACOSX(\/|$)|Thumbs\.db$|desktop\.ini$)/i;

export function isLitter(path: string): boolean {
	return LITTER.test(path);
}

export function isPhoto(file: { name: string; type: string }): boolean {
	// Phones hand over photos without an extension; the server looks at the bytes anyway.
	return PHOTO.test(file.name) || (file.type.startsWith("image/") && !file.type.includes("svg"));
}

/** Takes files by what they are, in the order of their names. Within a folder these keep their path. */
export async function gather(
	found: readonly FoundFile[],
	taken: Taken,
	holds: Gathered["holds"] = null,
): Promise<Gathered> {
	const result: Gathered = { files: [], skipped: 0, holds };
	await inSlices(found, ({ file, path }) => {
		if (isLitter(path)) return;
		if (taken !== "any" && !isPhoto(file)) result.skipped++;
		else {
			// The browser asks the system, which may take long, and knows from then on.
			void file.size;
			result.files.push({ file, name: path });
		}
	});
	const byName = new Intl.Collator(undefined, { numeric: true });
	result.files.sort((a, b) => byName.compare(a.name, b.name));
	return result;
}

/** The folder that all of these files came in; null where there is no such one. */
export function folderOf({ files }: Gathered): string | null {
	const folders = new Set(files.map(({ name }) => name.split("/").slice(0, -1)[0] ?? null));
	const [folder = null] = folders;
	return folders.size === 1 ? folder : null;
}

/** To be called while the change is being handled: the list is emptied afterwards. */
export function gatherChosen(list: FileList | readonly File[], taken: Taken): Promise<Gathered> {
	return gather(filesChosen(list), taken);
}

/** Must be called while the drop event is being handled: its items are gone afterwards. */
export async function gatherDropped(transfer: DataTransfer, taken: Taken): Promise<Gathered> {
	const holds = holdsDropped(transfer);
	return gather(await filesDropped(transfer), taken, await holds);
}

/** From the kind of window that gives holds. */
export async function gatherHeld(holds: readonly FileHold[], taken: Taken): Promise<Gathered> {
	return gather(await filesOf(holds), taken, holds);
}

export function filesChosen(list: FileList | readonly File[]): FoundFile[] {
	return [...list].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/** All files that were dropped, and all in the folders among them. To be called like `gatherDropped`. */
export async function filesDropped(transfer: DataTransfer): Promise<FoundFile[]> {
	const entries = [...transfer.items]
		.filter((item) => item.kind === "file")
		.map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
	const found = await Promise.all(
		entries.map(({ entry, file }) => {
			if (entry) return walk(entry);
			return file ? [{ file, path: file.name }] : [];
		}),
	);
	return found.flat();
}

async function walk(entry: FileSystemEntry): Promise<FoundFile[]> {
	const path = entry.fullPath.replace(/^\//, "");
	if (isLitter(path)) return [];
	if (entry.isFile) {
		const file = await fileOf(entry as FileSystemFileEntry);
		return file ? [{ file, path }] : [];
	}
	const found: FoundFile[] = [];
	for (const child of await childrenOf(entry as FileSystemDirectoryEntry))
		found.push(...(await walk(child)));
	return found;
}

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
	return new Promise((resolve) => entry.file(resolve, () => resolve(null)));
}

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
	const reader = folder.createReader();
	const all: FileSystemEntry[] = [];
	// A reader hands out a hundred at a time, and an empty list at the end.
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve) =>
			reader.readEntries(resolve, () => resolve([])),
		);
		if (some.length === 0) return all;
		all.push(...some);
	}
}
