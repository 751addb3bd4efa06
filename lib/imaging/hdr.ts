/**
 * Colours that a container names by number (ITU-T H.273) and no profile describes: wide gamuts, and
 * HDR by PQ or HLG, brought to sRGB. Without this, HDR looks like a photo in fog.
 */
import type { CodedColours } from "./probe-heif.ts";

const BT2020 = 9;
const DISPLAY_P3 = 12;
const PQ = 16;
const HLG = 18;

/** Luminance of diffuse white in HDR, cd/m² (ITU-R BT.2408). */
const WHITE_NITS = 203;
/** HLG is relative; this is the display that it is mastered for (ITU-R BT.2100, table 5). */
const HLG_PEAK_NITS = 1000;
const HLG_GAMMA = 1.2;

/** Linear light to linear sRGB, all with white point D65, row by row. */
const TO_SRGB: Record<number, readonly number[]> = {
	[BT2020]: [1.6605, -0.5876, -0.0728, -0.1246, 1.1329, -0.0083, -0.0182, -0.1006, 1.1187],
	[DISPLAY_P3]: [1.2249, -0.2247, 0, -0.042, 1.0419, 0, -0.0196, -0.0786, 1.0979],
};
const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** True where the numbers mean something other than sRGB that we know how to convert. */
export function needsConversion({ primaries, transfer }: CodedColours): boolean {
	return primaries in TO_SRGB || transfer === PQ || transfer === HLG;
}

export interface DeepPixels {
	/** RGB or RGBA, 16 bit a channel, full range. */
	data: Uint16Array;
	channels: 3 | 4;
}

/** 16-bit pixels in the given colours → 8-bit sRGB. Alpha is kept. */
export function toSrgbBytes({ data, channels }: DeepPixels, colours: CodedColours): Buffer {
	const linear = linearTable(colours.transfer);
	const encode = srgbTable();
	const m = TO_SRGB[colours.primaries] ?? IDENTITY;
	const [m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0, m8 = 0] = m;
	const isHdr = colours.transfer === PQ || colours.transfer === HLG;
	const out = Buffer.alloc(data.length);
	const write = (at: number, value: number) => {
		out[at] = encode[value <= 0 ? 0 : value >= 1 ? 4095 : Math.round(value * 4095)] as number;
	};
	for (let i = 0; i < data.length; i += channels) {
		let r = linear[data[i] as number] as number;
		let g = linear[data[i + 1] as number] as number;
		let b = linear[data[i + 2] as number] as number;
		if (isHdr) {
			const scale = colours.transfer === HLG ? systemGamma(r, g, b) : 1;
			const dimmed = scale * rollOff(Math.max(r, g, b) * scale);
			r *= dimmed;
			g *= dimmed;
			b *= dimmed;
		}
		write(i, m0 * r + m1 * g + m2 * b);
		write(i + 1, m3 * r + m4 * g + m5 * b);
		write(i + 2, m6 * r + m7 * g + m8 * b);
		if (channels === 4) out[i + 3] = (data[i + 3] as number) >> 8;
	}
	return out;
}

/** Where the shoulder begins, in units of diffuse white. */
const KNEE = 0.6;

/**
 * Factor that leaves shadows and skin as they are and bends all above the knee under 1, with the
 * same slope at the knee. On the largest channel, so that a bright red stays red.
 */
function rollOff(largest: number): number {
	if (largest <= KNEE) return 1;
	const over = (largest - KNEE) / (1 - KNEE);
	return (KNEE + ((1 - KNEE) * over) / (1 + over)) / largest;
}

/** HLG's OOTF (BT.2100): scene light to light of the display, in units of diffuse white. */
function systemGamma(r: number, g: number, b: number): number {
	const luminance = 0.2627 * r + 0.678 * g + 0.0593 * b;
	return (luminance ** (HLG_GAMMA - 1) * HLG_PEAK_NITS) / WHITE_NITS;
}

/** Code value, 16 bit, to linear light: of the display in diffuse whites; for HLG of the scene. */
function linearTable(transfer: number): Float32Array {
	const decode = transfer === PQ ? pqToWhites : transfer === HLG ? hlgToScene : srgbToLinear;
	const table = new Float32Array(65536);
	for (let i = 0; i < table.length; i++) table[i] = decode(i / 65535);
	return table;
}

/** SMPTE ST 2084. */
function pqToWhites(v: number): number {
	const root = v ** (1 / 78.84375);
	const nits =
		10_000 *
		(Math.max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125);
	return nits / WHITE_NITS;
}

/** ARIB STD-B67, the inverse of its OETF, 0 to 1. */
function hlgToScene(v: number): number {
	return v <= 0.5 ? (v * v) / 3 : (Math.exp((v - 0.55991073) / 0.17883277) + 0.28466892) / 12;
}

/** IEC 61966-2-1, encoded value to linear light, both 0 to 1. */
export function srgbToLinear(v: number): number {
	return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}

/** Linear light in 4,096 steps to an encoded byte. */
function srgbTable(): Uint8Array {
	const table = new Uint8Array(4096);
	for (let i = 0; i < table.length; i++) {
		const v = i / 4095;
		table[i] = Math.round(255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055));
	}
	return table;
}
