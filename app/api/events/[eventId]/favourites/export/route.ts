import { favouritesExport } from "#lib/guests/favourites.schema.ts";
import { exportFavourites } from "#lib/guests/favourites.service.ts";
import { Answer, route } from "#lib/http/route.ts";

/** For programs that develop photos: names to filter by, a table, or sidecars. */
export const GET = route(
	{ family: "photos", auth: "user", rate: "read", query: favouritesExport },
	async (c) => {
		const { name, contentType, body } = await exportFavourites(
			c.actor,
			c.params.eventId ?? "",
			c.query,
		);
		return new Answer(200, body, {
			"Content-Type": contentType,
			"Content-Disposition": `attachment; filename="${name}"`,
		});
	},
);
