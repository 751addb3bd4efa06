/** What files are called in an archive: as every system takes it, and each otherwise. */
import { printable } from "#lib/core/file-name.ts";

/** What Windows refuses in names, and what leads out of a folder. */
const FORBIDDEN = /[<>:"/\\|?*]/g;
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Most file systems take 255; what makes it different from another needs room too. */
const MAX_BYTES = 200;

const bytesOf = (text: string) => Buffer.byteLength(text);

function shortened(text: string, most: number): string {
	let short = text;
	while (bytesOf(short) > most) short = [...short].slice(0, -1).join("");
	return short;
}

function split(name: string): { stem: string; ending: string } {
	const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? "";
	return { stem: name.slice(0, name.length - ending.length), ending };
}

/** A name that can be unpacked anywhere. Never empty. */
export function safeName(name: string): string {
	const plain = printable(name)
		.replace(FORBIDDEN, "_")
		.trim()
		.replace(/^\.+/, "")
		.replace(/[. ]+$/, "")
		.replace(DEVICES, "_$1");
	const { stem, ending } = split(plain === "" ? "unnamed" : plain);
	return shortened(stem, MAX_BYTES - ending.length) + ending;
}

/** Gives each name once; systems that take no difference between "a.jpg" and "A.JPG" see one too. */
export class DistinctNames {
	readonly #taken = new Set<string>();
	/** Where to go on counting: ten thousand files may have one name. */
	readonly #next = new Map<string, number>();

	take(name: string, folder = ""): string {
		const { stem, ending } = split(safeName(name));
		const first = `${folder}${stem}${ending}`;
		const key = first.toLowerCase();
		let path = first;
		let count = this.#next.get(key) ?? 2;
		while (this.#taken.has(path.toLowerCase())) path = `${folder}${stem} (${count++})${ending}`;
		this.#next.set(key, count);
		this.#taken.add(path.toLowerCase());
		return path;
	}
}
