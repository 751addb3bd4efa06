/** ZIP archives made by hand, right ones and wrong ones: every field can be told to lie. */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipFile {
	name: string | Buffer;
	bytes?: Buffer;
	/** Deflated unless told otherwise. */
	stored?: boolean;
	/** Says that the name is UTF-8. */
	utf8?: boolean;
	/** Sizes and CRC follow the data, as from a tool that writes to a pipe. */
	descriptor?: boolean;
	zip64?: boolean;
	/** Unix mode, with its file type. */
	mode?: number;
	flags?: number;
	method?: number;
	/** Lies. */
	size?: number;
	compressedSize?: number;
	crc?: number;
	offset?: number;
	/** Extra fields in the directory, as they are. */
	extra?: Buffer;
	/** What stands in place of the compressed bytes. */
	packed?: Buffer;
}

export interface ZipShape {
	comment?: Buffer;
	/** Stands before the archive; its offsets do not count it. */
	lead?: Buffer;
	zip64?: boolean;
	entries?: number;
	directorySize?: number;
	disk?: number;
}

const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;

type Field = [width: 2 | 4 | 8, value: number];

function record(...fields: Field[]): Buffer {
	const bytes = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0));
	let at = 0;
	for (const [width, value] of fields) {
		if (width === 8) bytes.writeBigUInt64LE(BigInt(value), at);
		else bytes.writeUIntLE(value, at, width);
		at += width;
	}
	return bytes;
}

export function extraField(id: number, data: Buffer): Buffer {
	return Buffer.concat([record([2, id], [2, data.length]), data]);
}

export function aZip(files: readonly ZipFile[], shape: ZipShape = {}): Buffer {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const file of files) {
		const { local, central } = anEntry(file, at);
		parts.push(...local);
		directory.push(central);
		at += local.reduce((sum, part) => sum + part.length, 0);
	}
	const packed = Buffer.concat(directory);
	const end = anEnd(at, packed.length, files.length, shape);
	return Buffer.concat([shape.lead ?? Buffer.alloc(0), ...parts, packed, end]);
}

function anEntry(file: ZipFile, at: number) {
	const bytes = file.bytes ?? Buffer.alloc(0);
	const name = Buffer.from(file.name as string);
	const data = file.packed ?? (file.stored ? bytes : deflateRawSync(bytes));
	const size = file.size ?? bytes.length;
	const compressed = file.compressedSize ?? data.length;
	const crc = file.crc ?? crc32(bytes);
	const offset = file.offset ?? at;
	const method = file.method ?? (file.stored ? 0 : 8);
	const flags = (file.flags ?? 0) | (file.utf8 ? 0x800 : 0) | (file.descriptor ? 8 : 0);
	const long = file.zip64 === true;
	const sums: Field[] = file.descriptor
		? [
				[4, 0],
				[4, 0],
				[4, 0],
			]
		: [
				[4, crc],
				[4, long ? MAX_32 : compressed],
				[4, long ? MAX_32 : size],
			];
	const localExtra = long ? extraField(1, record([8, size], [8, compressed])) : Buffer.alloc(0);
	const local = [
		record([4, 0x04034b50], [2, 45], [2, flags], [2, method], [4, 0], ...sums),
		record([2, name.length], [2, localExtra.length]),
		name,
		localExtra,
		data,
	];
	if (file.descriptor) local.push(record([4, 0x08074b50], [4, crc], [4, compressed], [4, size]));
	const long64 = extraField(1, record([8, size], [8, compressed], [8, offset]));
	const extra = Buffer.concat([long ? long64 : Buffer.alloc(0), file.extra ?? Buffer.alloc(0)]);
	const central = Buffer.concat([
		record([4, 0x02014b50], [2, 0x031e], [2, 45], [2, flags], [2, method], [4, 0], [4, crc]),
		record([4, long ? MAX_32 : compressed], [4, long ? MAX_32 : size], [2, name.length]),
		record([2, extra.length], [2, 0], [2, 0], [2, 0], [4, (file.mode ?? 0) * 0x10000]),
		record([4, long ? MAX_32 : offset]),
		name,
		extra,
	]);
	return { local, central };
}

function anEnd(start: number, length: number, count: number, shape: ZipShape): Buffer {
	const size = shape.directorySize ?? length;
	const entries = shape.entries ?? count;
	const comment = shape.comment ?? Buffer.alloc(0);
	const long = shape.zip64 || entries > MAX_16;
	const few = long ? MAX_16 : entries;
	const usual = [
		record([4, 0x06054b50], [2, shape.disk ?? 0], [2, 0], [2, few], [2, few]),
		record([4, long ? MAX_32 : size], [4, long ? MAX_32 : start], [2, comment.length]),
		comment,
	];
	if (!long) return Buffer.concat(usual);
	return Buffer.concat([
		record([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0]),
		record([8, entries], [8, entries], [8, size], [8, start]),
		record([4, 0x07064b50], [4, 0], [8, start + length], [4, 1]),
		...usual,
	]);
}
