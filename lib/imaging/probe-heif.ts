/** The primary item of an HEIF or AVIF file (ISO/IEC 14496-12 boxes, 23008-12 properties). */
import { latin1, type StoredSize } from "./bytes.ts";

interface Box {
	type: string;
	/** Of the content, behind size and type. */
	start: number;
	end: number;
}

/** Files of cameras have some dozens; a grid of tiles has one property each at the most. */
const BOXES_MAX = 1000;

/** The boxes between two offsets. Stops at one that ends beyond the file, which is handed out too. */
function* boxes(bytes: Uint8Array, view: DataView, from: number, to: number): Generator<Box> {
	let at = from;
	for (let i = 0; i < BOXES_MAX && at + 8 <= to; i++) {
		let size = view.getUint32(at);
		let header = 8;
		if (size === 1) {
			size = Number(view.getBigUint64(at + 8));
			header = 16;
		}
		const end = size === 0 ? to : at + size;
		if (end < at + header) return;
		yield { type: latin1(bytes, at + 4, 4), start: at + header, end };
		at = end;
	}
}

/** Angle and mirror are of the container; EXIF's orientation is to be ignored beside them. */
export function heifSize(bytes: Uint8Array, view: DataView): StoredSize | null {
	const properties = primaryProperties(bytes, view);
	return properties && applyProperties(view, properties);
}

/** Code points of ITU-T H.273 for the primary picture's colours. */
export interface CodedColours {
	primaries: number;
	transfer: number;
}

/** What an `nclx` box says; null where there is none, or the file makes no sense. */
export function heifColours(bytes: Uint8Array): CodedColours | null {
	try {
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		for (const { type, start } of primaryProperties(bytes, view) ?? [])
			if (type === "colr" && latin1(bytes, start, 4) === "nclx")
				return { primaries: view.getUint16(start + 4), transfer: view.getUint16(start + 6) };
		return null;
	} catch {
		return null;
	}
}

/**
 * True where a box ends beyond the end of the file. Decoders of HEVC make something up for what is
 * missing, and say nothing.
 */
export function isHeifCutOff(file: Uint8Array): boolean {
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	for (const { end } of boxes(file, view, 0, file.length)) if (end > file.length) return true;
	return false;
}

function primaryProperties(bytes: Uint8Array, view: DataView): Box[] | null {
	const find = (type: string, { start, end }: { start: number; end: number }) => {
		for (const box of boxes(bytes, view, start, end)) if (box.type === type) return box;
		return null;
	};
	const meta = find("meta", { start: 0, end: Number.MAX_SAFE_INTEGER });
	if (!meta) return null;
	const inMeta = { start: meta.start + 4, end: meta.end }; // behind version and flags
	const primary = primaryItem(view, find("pitm", inMeta));
	const iprp = find("iprp", inMeta);
	const ipco = iprp && find("ipco", iprp);
	const ipma = iprp && find("ipma", iprp);
	if (primary === null || !ipco || !ipma) return null;
	const properties = [...boxes(bytes, view, ipco.start, ipco.end)];
	return associations(view, ipma, primary)
		.map((index) => properties[index - 1])
		.filter((box) => box !== undefined);
}

function primaryItem(view: DataView, pitm: Box | null): number | null {
	if (!pitm) return null;
	return view.getUint8(pitm.start) === 0
		? view.getUint16(pitm.start + 4)
		: view.getUint32(pitm.start + 4);
}

/** The 1-based property numbers of one item, in the order in which they apply. */
function associations(view: DataView, ipma: Box, item: number): number[] {
	const version = view.getUint8(ipma.start);
	const wide = (view.getUint8(ipma.start + 3) & 1) === 1;
	const count = Math.min(view.getUint32(ipma.start + 4), BOXES_MAX);
	let at = ipma.start + 8;
	for (let i = 0; i < count && at < ipma.end; i++) {
		const id = version === 0 ? view.getUint16(at) : view.getUint32(at);
		at += version === 0 ? 2 : 4;
		const properties = view.getUint8(at++);
		const numbers: number[] = [];
		for (let j = 0; j < properties; j++) {
			numbers.push(wide ? view.getUint16(at) & 0x7fff : view.getUint8(at) & 0x7f);
			at += wide ? 2 : 1;
		}
		if (id === item) return numbers;
	}
	return [];
}

function applyProperties(view: DataView, properties: Box[]): StoredSize | null {
	let size: StoredSize | null = null;
	for (const { type, start } of properties) {
		if (type === "ispe")
			size = { width: view.getUint32(start + 4), height: view.getUint32(start + 8) };
		if (type === "clap" && size) {
			const ratio = (at: number) => Math.round(view.getUint32(at) / view.getUint32(at + 4));
			const [width, height] = [ratio(start), ratio(start + 8)];
			if (width > 0 && width <= size.width && height > 0 && height <= size.height)
				size = { width, height };
		}
		if (type === "irot" && size && (view.getUint8(start) & 1) === 1)
			size = { width: size.height, height: size.width };
	}
	return size;
}
