/**
 * Which format and settings for renditions? Bytes, CPU and likeness of each candidate, at the three
 * sizes, over a folder of photos: `node bench/imaging-encoders.ts <folder>`. The answer is in
 * docs/decisions/2026-11-20-imaging-encoder.md.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { RENDITION_SIZES } from "#lib/imaging/imaging.types.ts";

sharp.concurrency(1);
sharp.cache(false);

type Encode = (image: Sharp) => Sharp;

const candidates: Record<string, Encode> = {};
for (const quality of [75, 80, 82, 85]) {
	candidates[`jpeg ${quality} fast`] = (image) => image.jpeg({ quality, optimiseCoding: false });
	candidates[`jpeg ${quality}`] = (image) => image.jpeg({ quality });
}
candidates["jpeg 80 progressive"] = (image) => image.jpeg({ quality: 80, progressive: true });
candidates["jpeg 75 mozjpeg"] = (image) => image.jpeg({ quality: 75, mozjpeg: true });
candidates["jpeg 80 mozjpeg"] = (image) => image.jpeg({ quality: 80, mozjpeg: true });
for (const quality of [76, 80, 84])
	for (const effort of [0, 1, 2, 4])
		candidates[`webp ${quality} effort ${effort}`] = (image) => image.webp({ quality, effort });
candidates["avif 55 effort 0"] = (image) => image.avif({ quality: 55, effort: 0 });
candidates["avif 55 effort 2"] = (image) => image.avif({ quality: 55, effort: 2 });

interface Raw {
	data: Buffer;
	info: { width: number; height: number; channels: 3 };
}

const toRaw = async (image: Sharp): Promise<Raw> =>
	(await image.removeAlpha().raw().toBuffer({ resolveWithObject: true })) as Raw;

/** CPU of this process during `work`, milliseconds. */
async function cpuOf<T>(work: () => Promise<T>): Promise<[T, number]> {
	const before = process.cpuUsage();
	const result = await work();
	const { user, system } = process.cpuUsage(before);
	return [result, (user + system) / 1000];
}

function lumaOf({ data }: Raw): Float32Array {
	const luma = new Float32Array(data.length / 3);
	for (let i = 0; i < luma.length; i++)
		luma[i] =
			0.299 * (data[i * 3] ?? 0) + 0.587 * (data[i * 3 + 1] ?? 0) + 0.114 * (data[i * 3 + 2] ?? 0);
	return luma;
}

const WINDOW = 8;
const STEP = 4;

/** Mean SSIM (Wang et al., 2004) of luma over 8 × 8 windows, every 4 pixels. 1 is the same. */
function ssim(a: Float32Array, b: Float32Array, width: number, height: number): number {
	const [c1, c2, n] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2, WINDOW * WINDOW];
	let total = 0;
	let windows = 0;
	for (let top = 0; top + WINDOW <= height; top += STEP)
		for (let left = 0; left + WINDOW <= width; left += STEP) {
			let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
			for (let y = top; y < top + WINDOW; y++)
				for (let i = y * width + left; i < y * width + left + WINDOW; i++) {
					const [p, q] = [a[i] as number, b[i] as number];
					sa += p;
					sb += q;
					saa += p * p;
					sbb += q * q;
					sab += p * q;
				}
			const [ma, mb] = [sa / n, sb / n];
			const [va, vb, vab] = [saa / n - ma * ma, sbb / n - mb * mb, sab / n - ma * mb];
			total += ((2 * ma * mb + c1) * (2 * vab + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
			windows++;
		}
	return total / windows;
}

async function measure(encode: Encode, sources: Raw[]) {
	let [bytes, cpu, likeness] = [0, 0, 0];
	for (const source of sources) {
		const open = () => sharp(source.data, { raw: source.info });
		await encode(open()).toBuffer();
		const [file, ms] = await cpuOf(() => encode(open()).toBuffer());
		const decoded = await toRaw(sharp(file));
		bytes += file.length;
		cpu += ms;
		likeness += ssim(lumaOf(source), lumaOf(decoded), source.info.width, source.info.height);
	}
	const n = sources.length;
	return { kB: bytes / n / 1000, cpu: cpu / n, ssim: likeness / n };
}

const folder = process.argv[2];
if (!folder) throw new Error("Name a folder of photos: node bench/imaging-encoders.ts <folder>");
const photos = readdirSync(folder)
	.filter((name) => /\.jpe?g$/i.test(name))
	.map((name) => join(folder, name));
console.log(`${photos.length} photos; kilobytes, CPU ms and SSIM a photo\n`);
for (const [name, side] of Object.entries(RENDITION_SIZES)) {
	const sources: Raw[] = [];
	for (const photo of photos)
		sources.push(await toRaw(sharp(photo).autoOrient().resize(side, side, { fit: "inside" })));
	console.log(`${name} (${side} px)`.padEnd(24), "      kB      ms    SSIM");
	for (const [label, encode] of Object.entries(candidates)) {
		const { kB, cpu, ssim: likeness } = await measure(encode, sources);
		console.log(
			`  ${label}`.padEnd(24),
			kB.toFixed(1).padStart(8),
			cpu.toFixed(1).padStart(7),
			likeness.toFixed(4).padStart(7),
		);
	}
}
