/** The boxes at the beginning of an HEIF file, as far as its size and colours need them. */

export interface HeifHeader {
	width: number;
	height: number;
	/** Anti-clockwise. */
	quarterTurns?: number;
	crop?: { width: number; height: number };
	colours?: { primaries: number; transfer: number };
	/** Another item, which is listed first. */
	thumbnail?: { width: number; height: number };
}

export const u16 = (value: number) => {
	const bytes = Buffer.alloc(2);
	bytes.writeUInt16BE(value);
	return bytes;
};
export const u32 = (value: number) => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
};
export const box = (type: string, ...content: Uint8Array[]) => {
	const body = Buffer.concat(content);
	return Buffer.concat([u32(body.length + 8), Buffer.from(type, "latin1"), body]);
};
/** Version and flags, all 0. */
export const full = (type: string, ...content: Uint8Array[]) => box(type, u32(0), ...content);

export function aHeifHeader(header: HeifHeader): Buffer {
	const { quarterTurns, crop, colours, thumbnail } = header;
	const own = [full("ispe", u32(header.width), u32(header.height))];
	if (colours)
		own.push(
			box("colr", Buffer.from("nclx"), u16(colours.primaries), u16(colours.transfer), u16(6)),
		);
	if (crop) {
		const ratios = [crop.width, 1, crop.height, 1, 0, 1, 0, 1];
		own.push(box("clap", ...ratios.map(u32)));
	}
	if (quarterTurns) own.push(box("irot", Buffer.from([quarterTurns])));
	const others = thumbnail ? [full("ispe", u32(thumbnail.width), u32(thumbnail.height))] : [];
	const items = [
		...(others.length > 0 ? [Buffer.concat([u16(2), Buffer.from([1, 1])])] : []),
		Buffer.concat([
			u16(1),
			Buffer.from([own.length, ...own.map((_, index) => index + others.length + 1)]),
		]),
	];
	return Buffer.concat([
		box("ftyp", Buffer.from("heic"), u32(0), Buffer.from("mif1heic")),
		full(
			"meta",
			full("pitm", u16(1)),
			box("iprp", box("ipco", ...others, ...own), full("ipma", u32(items.length), ...items)),
		),
	]);
}
