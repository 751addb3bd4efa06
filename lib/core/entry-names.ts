/** What files are called where they are put together: as every system takes it, and each otherwise. */
import { printable } from "./file-name.ts";

/** What Windows refuses in names, and what leads out of a folder. */
const FORBIDDEN = /[<>:"/\\|?*]/g;
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Most file systems take 255; what makes it different from another needs room too. */
const MAX_BYTES = 200;

const encoder = new TextEncoder();
const bytesOf = (text: string) => encoder.encode(text).length;

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

/** A safe name as it is, and from the second on with a number before its ending. */
export function numbered(name: string, count: number): string {
	const { stem, ending } = split(name);
	return count < 2 ? name : `${stem} (${count})${ending}`;
}

/** Gives each name once; systems that take no difference between "a.jpg" and "A.JPG" see one too. */
export class DistinctNames {
	readonly #taken = new Set<string>();
	/** Where to go on counting: ten thousand files may have one name. */
	readonly #next = new Map<string, number>();

	take(name: string, folder = ""): string {
		const safe = safeName(name);
		const first = `${folder}${safe}`;
		const key = first.toLowerCase();
		let path = first;
		let count = this.#next.get(key) ?? 2;
		while (this.#taken.has(path.toLowerCase())) path = `${folder}${numbered(safe, count++)}`;
		this.#next.set(key, count);
		this.#taken.add(path.toLowerCase());
		return path;
	}
}
