/** Names within an archive: decoded, judged, and put in order. They are labels, never paths. */
import { isUtf8 } from "node:buffer";
import { type Entry, getFileNameLowLevel } from "yauzl";
import { toFileLabel } from "#lib/core/file-name.ts";
import { ZipFault } from "./zip.types.ts";

const UTF8_FLAG = 0x800;
/** What file systems stop at; sorting much longer ones is work that only an attacker asks for. */
const MAX_BYTES = 4096;
const IMAGE = /\.(jpe?g|png|gif|bmp|tiff?|webp|avif|hei[cf])$/i;

export interface ZipName {
	/** Folders and file, in order. */
	segments: string[];
	/** For people. */
	label: string;
	isSheet: boolean;
}

/** Throws `UNSAFE_NAME` for a name that would lead out of a folder it was unpacked into. */
export function readZipName(entry: Entry): ZipName {
	const { generalPurposeBitFlag: flags, fileNameRaw: raw, extraFields } = entry;
	if (raw.length > MAX_BYTES) throw unsafe("is too long");
	// Many tools write UTF-8 and do not say so; text in CP437 is hardly ever valid UTF-8 by chance.
	const known = isUtf8(raw) ? flags | UTF8_FLAG : flags;
	const name = getFileNameLowLevel(known, raw, extraFields, true).replaceAll("\\", "/");
	assertSafe(name);
	// Where an extra field gave another name, the one in the header is judged all the same.
	assertSafe(raw.toString("latin1").replaceAll("\\", "/"));
	const segments = name.split("/").filter((segment) => segment !== ".");
	const label = toFileLabel(name);
	return { segments, label, isSheet: isImage(name, label) && !segments.some(isHidden) };
}

function assertSafe(name: string): void {
	if (name.includes("\0")) throw unsafe("holds a character that no name may have");
	if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) throw unsafe("is an absolute path");
	if (name.split("/").some((segment) => segment.trim() === ".."))
		throw unsafe("leads out of its folder");
}

const unsafe = (why: string) =>
	new ZipFault("UNSAFE_NAME", `The ZIP file has an entry whose name ${why}.`);

const isImage = (name: string, label: string) => !name.endsWith("/") && IMAGE.test(label);

/** Beside each picture, some systems pack a file of attributes that has a picture's ending. */
const isHidden = (segment: string) => segment.startsWith(".") || segment === "__MACOSX";

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "accent" });

/** Folder by folder, so that what lies together stays together. Zero for names that are alike. */
export function compareZipNames(a: readonly string[], b: readonly string[]): number {
	for (const [at, segment] of a.entries()) {
		const other = b[at];
		if (other === undefined) return 1;
		const order = collator.compare(segment, other);
		if (order !== 0) return order;
	}
	return a.length - b.length;
}
