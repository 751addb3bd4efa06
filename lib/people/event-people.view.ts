import { renditionLinks } from "#lib/media/media.service.ts";
import type { SeenFace } from "./event-people.repo.ts";
import type { FacePicture } from "./event-people.schema.ts";

/** Pixels of a face from which it is shown well. */
const ENOUGH = 120;

/** A face on the smallest rendition that shows it well, else on the largest. */
export function toPicture({ x, y, width, height, media }: SeenFace): FacePicture {
	const { small, medium, large } = renditionLinks(media);
	const links = [small, medium, large].filter((link) => link !== null);
	const link = links.find((one) => one.width * width >= ENOUGH) ?? links.at(-1);
	return {
		url: link?.url ?? "",
		...{ x, y, width, height },
		image_width: link?.width ?? 0,
		image_height: link?.height ?? 0,
	};
}
