/**
 * The smallest HEVC still picture that can be written by hand: one intra slice whose coding units
 * are all raw samples (pcm_flag). Every decoder must read it, and none loses anything. Section
 * numbers are of ITU-T H.265.
 */

/** Coding tree units are 16 × 16, so a picture is made of whole ones. */
export const UNIT = 16;

class Bits {
	#bits: number[] = [];
	u(count: number, value: number): this {
		for (let i = count - 1; i >= 0; i--) this.#bits.push(Math.floor(value / 2 ** i) % 2);
		return this;
	}
	flags(...values: number[]): this {
		for (const value of values) this.u(1, value);
		return this;
	}
	/** Exponential Golomb (9.2). */
	ue(...values: number[]): this {
		for (const value of values) this.u(2 * Math.floor(Math.log2(value + 1)) + 1, value + 1);
		return this;
	}
	align(): this {
		while (this.#bits.length % 8) this.#bits.push(0);
		return this;
	}
	/** The stop bit, and zeros to the end of the byte (7.3.2.11). */
	trail(): this {
		return this.u(1, 1).align();
	}
	bytes(): Buffer {
		const bytes = Buffer.alloc(this.#bits.length / 8);
		for (const [i, bit] of this.#bits.entries())
			bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (bit << (7 - (i & 7)));
		return bytes;
	}
}

/** Header, and an emulation prevention byte in every 00 00 0x (7.3.1.1). */
function nal(type: number, payload: Buffer): Buffer {
	const out = [type << 1, 1];
	let zeros = 0;
	for (const byte of payload) {
		if (zeros >= 2 && byte <= 3) {
			out.push(3);
			zeros = 0;
		}
		out.push(byte);
		zeros = byte === 0 ? zeros + 1 : 0;
	}
	return Buffer.from(out);
}

/** Main Still Picture, level 3.1; also the first bytes of the container's configuration. */
export const PROFILE = Buffer.from("0370000000b000000000005d", "hex");

const profileTierLevel = (bits: Bits) => {
	for (const byte of PROFILE) bits.u(8, byte);
	return bits;
};

function videoParameters(): Buffer {
	const bits = new Bits().u(4, 0).flags(1, 1).u(6, 0).u(3, 0).u(1, 1).u(16, 0xffff);
	return nal(
		32,
		profileTierLevel(bits).u(1, 1).ue(0, 0, 0).u(6, 0).ue(0).flags(0, 0).trail().bytes(),
	);
}

function sequenceParameters(width: number, height: number): Buffer {
	const bits = profileTierLevel(new Bits().u(4, 0).u(3, 0).u(1, 1));
	bits.ue(0, 1, width, height).u(1, 0).ue(0, 0, 0); // 4:2:0, no window, 8 bit
	bits.u(1, 1).ue(0, 0, 0); // picture buffers
	bits.ue(1, 0, 0, 2, 0, 0); // coding blocks of 16 only, transforms of 4 to 16
	bits.flags(0, 0, 0); // no scaling lists, asymmetric partitions or adaptive offset
	bits.u(1, 1).u(4, 7).u(4, 7).ue(1, 0).u(1, 1); // raw samples: 8 bit, blocks of 16, unfiltered
	bits.ue(0).flags(0, 0, 0, 0, 0);
	return nal(33, bits.trail().bytes());
}

function pictureParameters(): Buffer {
	const bits = new Bits().ue(0, 0).flags(0, 0).u(3, 0).flags(0, 0).ue(0, 0, 0).flags(0, 0, 0);
	bits.ue(0, 0).flags(0, 0, 0, 0, 0, 0, 0); // chroma offsets, up to the filter across slices
	bits.flags(1, 0, 1, 0, 0).ue(0).flags(0, 0); // deblocking is off
	return nal(34, bits.trail().bytes());
}

/** rangeTabLps (table 9-46) for the states 0 to 15, at the range that every unit begins with. */
const LEAST_PROBABLE = [
	240, 227, 216, 205, 195, 185, 175, 166, 158, 150, 142, 135, 128, 122, 116, 110,
];

/** The arithmetic coder (9.3.4.2 of the encoder's side, 9.3.5): as much as two kinds of bins need. */
class Arithmetic {
	readonly #bits: Bits;
	#low = 0;
	#range = 510;
	#first = true;
	#outstanding = 0;
	/** State of part_mode's context: 184 initialises it, at QP 26, to state 0 and "1 is likely". */
	#state = 0;
	constructor(bits: Bits) {
		this.#bits = bits;
	}
	restart(): void {
		this.#low = 0;
		this.#range = 510;
		this.#first = true;
		this.#outstanding = 0;
	}
	/** part_mode 1: the unit is not divided. */
	whole(): void {
		this.#range -= LEAST_PROBABLE[this.#state++] as number;
		this.#renormalise();
	}
	/** pcm_flag and end_of_slice_segment_flag. */
	terminate(bin: 0 | 1): void {
		this.#range -= 2;
		if (bin) {
			this.#low += this.#range;
			this.#range = 2;
		}
		this.#renormalise();
		if (!bin) return;
		this.#put((this.#low >> 9) & 1);
		this.#bits.u(2, ((this.#low >> 7) & 3) | 1);
	}
	#renormalise(): void {
		while (this.#range < 256) {
			if (this.#low < 256) this.#put(0);
			else if (this.#low >= 512) {
				this.#low -= 512;
				this.#put(1);
			} else {
				this.#low -= 256;
				this.#outstanding++;
			}
			this.#range *= 2;
			this.#low *= 2;
		}
	}
	#put(bit: number): void {
		if (this.#first) this.#first = false;
		else this.#bits.u(1, bit);
		for (; this.#outstanding > 0; this.#outstanding--) this.#bits.u(1, 1 - bit);
	}
}

/** Y, Cb and Cr of one unit, which is of one colour. */
export type UnitColour = readonly [number, number, number];

function slice(units: UnitColour[]): Buffer {
	const bits = new Bits().flags(1, 0).ue(0, 2, 0).trail(); // first, intra, QP 26
	const coder = new Arithmetic(bits);
	for (const [index, [y, cb, cr]] of units.entries()) {
		if (index > 0) coder.terminate(0);
		coder.whole();
		coder.terminate(1);
		bits.align();
		for (let i = 0; i < UNIT * UNIT; i++) bits.u(8, y);
		for (let i = 0; i < (UNIT * UNIT) / 4; i++) bits.u(8, cb);
		for (let i = 0; i < (UNIT * UNIT) / 4; i++) bits.u(8, cr);
		coder.restart();
	}
	coder.terminate(1);
	return nal(20, bits.align().bytes());
}

/** Up to 15 units in rows from the top. */
export function aHevcPicture(columns: number, rows: number, units: UnitColour[]) {
	return {
		parameters: [
			videoParameters(),
			sequenceParameters(columns * UNIT, rows * UNIT),
			pictureParameters(),
		],
		slice: slice(units),
	};
}
