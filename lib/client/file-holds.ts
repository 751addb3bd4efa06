/**
 * The File System API's handles, where a browser has them: with one, a file can be read again after
 * the page was left (https://fs.spec.whatwg.org, https://wicg.github.io/file-system-access).
 */
import type { FoundFile } from "./found-file.ts";

interface Permissions {
	queryPermission?: (what: { mode: "read" }) => Promise<PermissionState>;
	requestPermission?: (what: { mode: "read" }) => Promise<PermissionState>;
}

interface FileHandle extends Permissions {
	kind: "file";
	name: string;
	getFile: () => Promise<File>;
}

interface FolderHandle extends Permissions {
	kind: "directory";
	name: string;
	values: () => AsyncIterable<FileHold>;
}

/** The browser's hold on a file or a folder; can be kept in IndexedDB. */
export type FileHold = FileHandle | FolderHandle;

interface HandingItem {
	getAsFileSystemHandle?: () => Promise<FileHold | null>;
}

/** Must be called while the drop event is being handled. Null where the browser gives no handles. */
export async function holdsDropped(transfer: DataTransfer): Promise<FileHold[] | null> {
	const asked = [...transfer.items]
		.filter((item) => item.kind === "file")
		.map((item) => (item as HandingItem).getAsFileSystemHandle?.() ?? null);
	try {
		const holds = await Promise.all<FileHold | null>(asked);
		const all = holds.filter((hold) => hold !== null);
		return all.length > 0 && all.length === holds.length ? all : null;
	} catch {
		return null;
	}
}

const ZIP = { accept: { "application/zip": [".zip"] } };
const IMAGES = {
	accept: {
		"image/*": [".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".avif"],
		"image/heic": [".heic", ".heif"],
	},
};

interface Pickers {
	showOpenFilePicker?: (options: object) => Promise<FileHold[]>;
	showDirectoryPicker?: (options: object) => Promise<FileHold>;
}

const TYPES = { archive: { types: [ZIP] }, images: { types: [IMAGES] }, any: {} };

export type PickKind = keyof typeof TYPES | "folder";

/**
 * The system's window for choosing, in a way that the files can be read again later. Undefined where
 * the browser has none of that kind, null where the person chose nothing.
 */
export function pickHolds(kind: PickKind): Promise<FileHold[] | null> | undefined {
	const { showOpenFilePicker, showDirectoryPicker } = window as Pickers;
	const asked =
		kind === "folder"
			? showDirectoryPicker?.({ mode: "read" }).then((hold) => [hold])
			: showOpenFilePicker?.({ multiple: true, ...TYPES[kind] });
	return asked?.catch(() => null);
}

/** All files of these holds, those in folders with their path. Throws where one is gone or closed. */
export async function filesOf(holds: readonly FileHold[], within = ""): Promise<FoundFile[]> {
	const found: FoundFile[] = [];
	for (const hold of holds) {
		const path = within + hold.name;
		if (hold.kind === "file") found.push({ file: await hold.getFile(), path });
		else found.push(...(await filesOf(await childrenOf(hold), `${path}/`)));
	}
	return found;
}

async function childrenOf(folder: FolderHandle): Promise<FileHold[]> {
	const children: FileHold[] = [];
	for await (const child of folder.values()) children.push(child);
	return children;
}

/** True where the files can be read without asking. */
export async function mayRead(holds: readonly FileHold[]): Promise<boolean> {
	return allGrant(holds, (hold) => hold.queryPermission?.({ mode: "read" }));
}

/** Asks the person, as one click of theirs allows it. */
export async function askToRead(holds: readonly FileHold[]): Promise<boolean> {
	return allGrant(holds, (hold) => hold.requestPermission?.({ mode: "read" }));
}

async function allGrant(
	holds: readonly FileHold[],
	ask: (hold: FileHold) => Promise<PermissionState> | undefined,
): Promise<boolean> {
	try {
		for (const hold of holds) if ((await ask(hold)) !== "granted") return false;
		return true;
	} catch {
		return false;
	}
}
