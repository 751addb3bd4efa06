/** People and their samples as callers see them. */
import { originalUrl, renditionLinks } from "#lib/media/media.service.ts";
import type { PersonRow, SampleRow } from "./people.repo.ts";
import type { FacePicture, Person, PersonSample } from "./people.schema.ts";

/** Until its renditions are there, the original is what can be looked at. */
function pictureOf({ media, x, y, width, height }: SampleRow): FacePicture {
	const url = renditionLinks(media).medium?.url ?? originalUrl(media);
	const size = { image_width: media.width ?? 1, image_height: media.height ?? 1 };
	return { url, x, y, width, height, ...size };
}

export function toPerson({ id, name, samples, createdAt, _count }: PersonRow): Person {
	const [best] = samples;
	return {
		...{ id, name, samples: _count.samples, picture: best ? pictureOf(best) : null },
		created_at: createdAt.toISOString(),
	};
}

export function toSample(sample: SampleRow): PersonSample {
	const { id, quality, createdAt } = sample;
	return { id, picture: pictureOf(sample), quality, created_at: createdAt.toISOString() };
}
