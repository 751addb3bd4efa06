/** The detector that comes with the product: SSD on MobileNet v1, which sees 512 × 512 pixels. */
import { keepBest } from "./boxes.ts";
import type { Box, Candidate, Detector, Photo } from "./faces.types.ts";
import type { Network, Outputs } from "./network.ts";
import { samplerOf } from "./sampler.ts";
import { apply, type Similarity } from "./similarity.ts";
import { type Copy, collage, tiles } from "./views.ts";

const SIDE = 512;
/** Where the smallest face found is below, pixels of the view, there may be smaller ones: a crowd. */
const CROWD = 40;
/** What is smaller than this in a lesser copy is seen better in the one before, pixels of the view. */
const SMALLEST_IN_COPY = 32;
/** A photo with a longer side below has nothing more to show in tiles. */
const TILED_FROM = 800;

export class SsdDetector implements Detector {
	readonly #network: Network;
	readonly #minScore: number;

	/** Boxes with a lower score are not faces. */
	constructor(network: Network, minScore: number) {
		this.#network = network;
		this.#minScore = minScore;
	}

	/** Looks at the whole photo, and closer where that finds small faces or none. */
	async detect(photo: Photo): Promise<Candidate[]> {
		const whole = await this.#look(photo, [collage(photo, SIDE)]);
		const length = Math.max(photo.width, photo.height);
		const smallest = Math.min(...whole.map(({ box }) => box.width));
		const isClear = whole.length > 0 && smallest * SIDE >= CROWD * length;
		if (isClear || length < TILED_FROM) return keepBest(whole);
		const closer = tiles(photo, SIDE).map((tile) => [tile]);
		return keepBest([...whole, ...(await this.#look(photo, closer))]);
	}

	/** What is found in some views, each a square with copies of the photo in it. */
	async #look(photo: Photo, views: Copy[][]): Promise<Candidate[]> {
		const sampler = samplerOf(photo);
		const batches = await this.#network.runViews(views.length, SIDE, (view, bytes) => {
			for (const { toPhoto, area } of views[view] ?? []) sampler.cut(toPhoto, SIDE, bytes, area);
		});
		let view = 0;
		return batches.flatMap((batch) =>
			Array.from({ length: batch.scores?.dims[0] ?? 0 }, (_, i) =>
				this.#read(batch, i, views[view++] ?? []),
			).flat(),
		);
	}

	/** The boxes of one view, in the photo's pixels. */
	#read(batch: Outputs, view: number, copies: Copy[]): Candidate[] {
		const [boxes, scores] = [batch.boxes?.data ?? [], batch.scores?.data ?? []];
		const count = batch.scores?.dims[1] ?? 0;
		const found: Candidate[] = [];
		for (let at = view * count; at < (view + 1) * count; at++) {
			const score = scores[at] ?? 0;
			if (score < this.#minScore) continue;
			const corner = (i: number) => ({
				x: (boxes[at * 4 + i + 1] ?? 0) * SIDE,
				y: (boxes[at * 4 + i] ?? 0) * SIDE,
			});
			const [from, to] = [corner(0), corner(2)];
			const box = { ...from, width: to.x - from.x, height: to.y - from.y };
			const copy = copies.find(({ area }) => hasCentre(area, box));
			const isSmall = box.width < SMALLEST_IN_COPY && copy !== copies[0];
			if (copy && !isSmall) found.push({ box: move(box, copy.toPhoto), score });
		}
		return found;
	}
}

function hasCentre(area: Box, { x, y, width, height }: Box): boolean {
	const [across, down] = [x + width / 2 - area.x, y + height / 2 - area.y];
	return across >= 0 && down >= 0 && across < area.width && down < area.height;
}

/** A box through a transform that does not turn. */
const move = (box: Box, transform: Similarity): Box => ({
	...apply(transform, box),
	width: box.width * transform.a,
	height: box.height * transform.a,
});
