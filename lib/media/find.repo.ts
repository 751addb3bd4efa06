/** Photos of an event by what is known of them. */
import { db } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { asWritten } from "#lib/db/like.ts";
import { type Gallery, inGallery } from "./gallery.repo.ts";
import type { PhotoFilter } from "./media.schema.ts";

const DAY_MS = 24 * 3600_000;

const like = (text: string) => ({ contains: asWritten(text), mode: "insensitive" as const });

/** Each word somewhere: in the file's name, the uploader's, or what was said of the photo or its zone. */
function saying(words: string): Prisma.MediaWhereInput[] {
	const all = words.split(/\s+/).filter((word) => word !== "");
	return all.map((word) => ({
		OR: [
			...[{ fileName: like(word) }, { uploaderName: like(word) }, { title: like(word) }],
			...[
				{ tags: { has: word } },
				{ zone: { title: like(word) } },
				{ zone: { tags: { has: word } } },
			],
		],
	}));
}

function between({ from, to }: PhotoFilter): Prisma.MediaWhereInput[] {
	const after = from === undefined ? [] : [{ shotAt: { gte: new Date(from) } }];
	const until = to === undefined ? [] : [{ shotAt: { lt: new Date(Date.parse(to) + DAY_MS) } }];
	return [...after, ...until];
}

function matching(filter: PhotoFilter): Prisma.MediaWhereInput[] {
	const { q, uploader, tag, zone, damaged } = filter;
	return [
		...(q === undefined ? [] : saying(q)),
		...(uploader === undefined ? [] : [{ uploaderName: uploader }]),
		...(tag === undefined
			? []
			: [{ OR: [{ tags: { has: tag } }, { zone: { tags: { has: tag } } }] }]),
		...(zone === undefined ? [] : [{ zoneId: zone === "none" ? null : zone }]),
		...(damaged === undefined ? [] : [damaged ? UNWELL : { NOT: UNWELL }]),
		...between(filter),
	];
}

/** Could be read in part, or not at all. */
const UNWELL = { OR: [{ damaged: true }, { state: "failed" as const }] };

export async function listMatching(gallery: Gallery, filter: PhotoFilter): Promise<string[]> {
	const rows = await db().media.findMany({
		where: { AND: [inGallery(gallery, undefined), ...matching(filter)] },
		select: { id: true },
	});
	return rows.map(({ id }) => id);
}

/** What an event's photos can be told apart by, and how many there are of each; most first. */
export async function countFacets(gallery: Gallery, most: number) {
	const where = inGallery(gallery, undefined);
	const [uploaders, damaged, days, tags] = await Promise.all([
		db().media.groupBy({
			...{ by: ["uploaderName"], where, _count: { _all: true }, take: most },
			orderBy: [{ _count: { id: "desc" } }, { uploaderName: "asc" }],
		}),
		db().media.count({ where: { AND: [where, UNWELL] } }),
		db().media.aggregate({ where, _min: { shotAt: true }, _max: { shotAt: true } }),
		db().$queryRaw<{ tag: string; count: number }[]>`
			SELECT tag, count(DISTINCT media.id)::int AS count
			FROM media LEFT JOIN zones ON zones.id = media.zone_id,
				unnest(media.tags || coalesce(zones.tags, '{}')) AS tag
			WHERE media.event_id = ${gallery.eventId}::uuid AND media.deleted_at IS NULL AND media.kind <> 'file'
			GROUP BY tag ORDER BY count DESC, tag LIMIT ${most}`,
	]);
	return {
		uploaders: uploaders.map(({ uploaderName, _count }) => ({
			...{ name: uploaderName, count: _count._all },
		})),
		...{ tags, damaged, first: days._min.shotAt, last: days._max.shotAt },
	};
}
