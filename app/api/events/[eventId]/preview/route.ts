import { previewQuery } from "#lib/guests/preview.schema.ts";
import { getPreview } from "#lib/guests/preview.service.ts";
import { Answer, route } from "#lib/http/route.ts";

/** The address stays the same while the picture may not: nobody keeps it for long. */
export const GET = route(
	{ family: "photos", auth: "anyone", rate: "read", query: previewQuery },
	async (c) =>
		new Answer(200, await getPreview(c.actor, c.params.eventId ?? "", c.query), {
			"Content-Type": "image/jpeg",
			"Cache-Control": "private, max-age=300",
			"X-Robots-Tag": "noindex",
		}),
);
