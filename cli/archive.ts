/** What a batch is made of: a ZIP as it is, or a folder's images as one, without a copy of them. */
import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, relative, resolve, sep } from "node:path";
import { crc32Of } from "#lib/client/archive-crc32.ts";
import { buildArchive } from "#lib/client/archive-writer.ts";
import { findFiles, type LocalFile } from "./files.ts";
import { usageProblem } from "./problem.ts";

const SHEET = /\.(jpe?g|png|gif|bmp|tiff?|webp|avif|hei[cf])$/i;

export interface Source {
	/** What the batch is called. */
	name: string;
	files: readonly LocalFile[];
	/** Reads all images once for their sums, where there is something to pack, telling bytes of how many. */
	open(signal: AbortSignal, onRead: (bytes: number, total: number) => void): Promise<Blob>;
}

/** Throws a `Problem` for what is neither a ZIP nor a folder with images. */
export async function findSource(path: string): Promise<Source> {
	const folder = (await stat(path).catch(() => null))?.isDirectory() ?? false;
	const { files } = await findFiles([path], (name) => SHEET.test(name));
	const [file] = files;
	if (!file) throw usageProblem(`There is no image in '${path}'.`);
	if (folder) {
		const name = `${basename(resolve(path))}.zip`;
		return { name, files, open: (signal, onRead) => pack(path, files, signal, onRead) };
	}
	const blob = await openAsBlob(path);
	if ((await blob.slice(0, 2).text()) !== "PK")
		throw usageProblem(`'${path}' is not a ZIP archive.`);
	return { name: file.name, files, open: async () => blob };
}

async function pack(
	folder: string,
	files: readonly LocalFile[],
	signal: AbortSignal,
	onRead: (bytes: number, total: number) => void,
): Promise<Blob> {
	const total = files.reduce((sum, { size }) => sum + size, 0);
	let read = 0;
	const count = (bytes: number) => {
		read += bytes;
		onRead(read, total);
	};
	const entries = [];
	for (const { path, modifiedAt } of files) {
		const file = await openAsBlob(path);
		const name = relative(folder, path).replaceAll(sep, "/");
		entries.push({
			...{ path: name, file, modifiedAt },
			crc32: await crc32Of(file, signal, count),
		});
	}
	return buildArchive(entries);
}
