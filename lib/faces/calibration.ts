/**
 * From a likeness to how sure it is, for one embedder. The numbers come from `bench/faces-lfw.ts`
 * (docs/decisions/2026-11-20-faces.md); another embedder needs numbers of its own.
 */

export interface Calibration {
	/** Log odds of the same person against another one: `slope · similarity + offset`. */
	slope: number;
	offset: number;
	/** Log₁₀ of how often two strangers are more alike than this: `tailSlope · similarity + tailOffset`. */
	tailSlope: number;
	tailOffset: number;
	/** How often a stranger may be taken for somebody, with whatever number of people enrolled. */
	falseMatchRate: number;
	/** How much more alike the first person has to be than the second. */
	margin: number;
}

/** The chance that it is this person, where one of the enrolled or an equally likely stranger is meant. */
export function confidenceOf(
	{ slope, offset }: Calibration,
	similarity: number,
	enrolled: number,
): number {
	const logOdds = slope * similarity + offset - Math.log(Math.max(1, enrolled));
	return 1 / (1 + Math.exp(-logOdds));
}

/** The likeness from which a face is somebody's: the more there are to choose from, the higher. */
export function thresholdFor(
	{ tailSlope, tailOffset, falseMatchRate }: Calibration,
	enrolled: number,
): number {
	const rate = falseMatchRate / Math.max(1, enrolled);
	return (Math.log10(rate) - tailOffset) / tailSlope;
}

/** Of the embedder that comes with the product. */
export const DLIB_CALIBRATION: Calibration = {
	slope: 199.2,
	offset: -181.33,
	tailSlope: -84.26,
	tailOffset: 75.35,
	falseMatchRate: 0.005,
	margin: 0.01,
};
