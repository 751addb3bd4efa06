/** Whole HEIC files of a few flat squares, with what the container says about them. */
import { box, full, u16, u32 } from "./heif-files.ts";
import { aHevcPicture, PROFILE, UNIT, type UnitColour } from "./hevc-stream.ts";

export interface HeicFile {
	/** Red, green and blue of squares of 16 × 16, by rows; at most 15. */
	squares: (readonly [number, number, number])[][];
	/** Anti-clockwise. */
	quarterTurns?: number;
	/** Of the box `imir` (ISO/IEC 23008-12:2022, 6.5.12): 0 swaps top and bottom, 1 left and right. */
	mirror?: 0 | 1;
	icc?: Uint8Array;
	colours?: { primaries: number; transfer: number };
}

/** Full range, matrix of ITU-R BT.601. */
function toYcc([r, g, b]: readonly [number, number, number]): UnitColour {
	const y = 0.299 * r + 0.587 * g + 0.114 * b;
	return [Math.round(y), Math.round(128 + (b - y) / 1.772), Math.round(128 + (r - y) / 1.402)];
}

function configuration(parameters: Buffer[]): Buffer {
	const arrays = parameters.map((parameter, index) =>
		Buffer.concat([Buffer.from([0x80 | (32 + index)]), u16(1), u16(parameter.length), parameter]),
	);
	return Buffer.concat([
		Buffer.from([1]),
		PROFILE,
		Buffer.from("f000fcfdf8f800000f03", "hex"),
		...arrays,
	]);
}

export function aHeic({ squares, quarterTurns, mirror, icc, colours }: HeicFile): Buffer {
	const [columns, rows] = [squares[0]?.length ?? 0, squares.length];
	const { parameters, slice } = aHevcPicture(columns, rows, squares.flat().map(toYcc));
	const coded = colours ?? { primaries: 1, transfer: 13 };
	const properties = [
		box("hvcC", configuration(parameters)),
		full("ispe", u32(columns * UNIT), u32(rows * UNIT)),
		box(
			"colr",
			Buffer.from("nclx"),
			u16(coded.primaries),
			u16(coded.transfer),
			u16(6),
			Buffer.from([0x80]),
		),
	];
	if (icc) properties.push(box("colr", Buffer.from("prof"), icc));
	if (quarterTurns) properties.push(box("irot", Buffer.from([quarterTurns])));
	if (mirror !== undefined) properties.push(box("imir", Buffer.from([mirror])));
	const numbers = properties.map((_, index) => index + 1);
	const picture = Buffer.concat([u32(slice.length), slice]);
	const meta = (offset: number) =>
		full(
			"meta",
			full("hdlr", u32(0), Buffer.from("pict"), Buffer.alloc(13)),
			full("pitm", u16(1)),
			full("iinf", u16(1), box("infe", u32(0x02000000), u16(1), u16(0), Buffer.from("hvc1\0"))),
			full("iloc", u16(0x4400), u16(1), u16(1), u16(0), u16(1), u32(offset), u32(picture.length)),
			box(
				"iprp",
				box("ipco", ...properties),
				full(
					"ipma",
					u32(1),
					u16(1),
					Buffer.from([numbers.length, ...numbers.map((n) => 0x80 | n)]),
				),
			),
		);
	const ftyp = box("ftyp", Buffer.from("heic"), u32(0), Buffer.from("mif1heic"));
	const before = ftyp.length + meta(0).length + 8;
	return Buffer.concat([ftyp, meta(before), box("mdat", picture)]);
}
