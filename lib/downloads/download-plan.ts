/** From chosen files to the entries of an archive, and what is left out of it. */

import { DistinctNames } from "#lib/core/entry-names.ts";
import { wallClock } from "#lib/core/wall-time.ts";
import type { PhotoExif } from "#lib/imaging/imaging.types.ts";
import {
	type Offer,
	offerOriginal,
	offerRendition,
	openSource,
	type rightsOf,
	sumOf,
} from "#lib/media/media.service.ts";
import type { PlannedEntry } from "./archive-layout.ts";
import { reasonFor } from "./downloads.policy.ts";
import * as repo from "./downloads.repo.ts";
import type { Download } from "./downloads.schema.ts";
import type { DownloadSize } from "./downloads.values.ts";

type Rights = ReturnType<typeof rightsOf>;

export interface Plan {
	entries: PlannedEntry[];
	leftOut: Download["left_out"];
	/** Has originals that say where they were taken. */
	withMetadata: boolean;
}

/** What stands for what nobody has read through yet, where that matters to nobody. */
type SumOf = (file: repo.FileRow, offer: Offer) => Promise<{ size: number; crc32: number } | null>;

/** As it is kept; else the file is read through once, and that is kept. Null where it is gone. */
export const exactSum: SumOf = async (file, { source, key, size, crc32 }) => {
	if (size !== null && crc32 !== null) return { size, crc32 };
	const found = await openSource({ key, stripped: source === "stripped" });
	if (!found) return null;
	const sum = await sumOf(await found.read());
	await repo.rememberSum(file.id, source, sum);
	return sum;
};

/** The size is that of the original where nobody knows better: for a total before it is asked for. */
export const roughSum: SumOf = async (file, { size }) => ({
	size: size ?? Number(file.byteSize),
	crc32: 0,
});

/** A camera that wrote no time zone was taken to have meant UTC: when that was, nobody knows. */
function timesOf({ takenAt, createdAt, exif }: repo.FileRow) {
	if (!takenAt) return { wallTime: createdAt, modifiedAt: createdAt };
	const zone = (exif as PhotoExif | null)?.takenAtZone;
	return { wallTime: wallClock(takenAt, zone), modifiedAt: zone ? takenAt : null };
}

/** Collects the files of a download, a page of rows at a time. */
export class Planner {
	readonly #names = new DistinctNames();
	readonly #plan: Plan = { entries: [], leftOut: [], withMetadata: false };
	readonly #options: { size: DownloadSize; rights: Rights; folders: boolean; sumOf: SumOf };

	/** `folders`: one for each album. */
	constructor(options: { size: DownloadSize; rights: Rights; folders: boolean; sumOf: SumOf }) {
		this.#options = options;
	}

	async add(file: repo.FileRow): Promise<void> {
		const { size, rights, folders } = this.#options;
		const offer =
			size === "original" ? offerOriginal(file, rights) : offerRendition(file, rights, size);
		const sum = offer && (await this.#options.sumOf(file, offer));
		if (!offer || !sum) {
			const reason = offer ? "failed" : reasonFor(file.state);
			this.#plan.leftOut.push({ photo_id: file.id, filename: file.fileName, reason });
			return;
		}
		const { source, key: objectKey, fileName } = offer;
		const name = this.#names.take(fileName, folders && file.album ? `${file.album}/` : "");
		const place = { mediaId: file.id, source, objectKey, name };
		this.#plan.entries.push({
			...place,
			...{ bytes: sum.size, crc32: sum.crc32 },
			...timesOf(file),
		});
		if (source === "original") this.#plan.withMetadata = true;
	}

	/** With those of the ids asked for that are not there. */
	finish(asked: readonly string[] = []): Plan {
		const { entries, leftOut } = this.#plan;
		const found = new Set([
			...entries.map((each) => each.mediaId),
			...leftOut.map((each) => each.photo_id),
		]);
		for (const photo_id of new Set(asked))
			if (!found.has(photo_id)) leftOut.push({ photo_id, filename: null, reason: "gone" });
		return this.#plan;
	}
}
