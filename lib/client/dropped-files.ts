/** What was dropped or chosen, as a flat list of photos: folders are walked, the rest is counted. */
import type { UploadSource } from "./upload-queue.ts";

/** A file, and how its sender knows it: with its folders, where one was dropped. */
export interface FoundFile {
	file: File;
	path: string;
}

export interface Gathered {
	photos: UploadSource[];
	/** Files left out, since they are no photos. */
	skipped: number;
}

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

/** Sorts files by what they are. Names within a folder keep their path. */
export function gather(files: Iterable<FoundFile>): Gathered {
	const result: Gathered = { photos: [], skipped: 0 };
	for (const { file, path } of files) {
		if (isLitter(path)) continue;
		if (isPhoto(file)) result.photos.push({ file, name: path });
		else result.skipped++;
	}
	const byName = new Intl.Collator(undefined, { numeric: true });
	result.photos.sort((a, b) => byName.compare(a.name, b.name));
	return result;
}

export function gatherChosen(list: FileList | readonly File[]): Gathered {
	return gather(filesChosen(list));
}

/** Must be called while the drop event is being handled: its items are gone afterwards. */
export async function gatherDropped(transfer: DataTransfer): Promise<Gathered> {
	return gather(await filesDropped(transfer));
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
