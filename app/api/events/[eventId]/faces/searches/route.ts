import { selfieLimits } from "#lib/http/device.ts";
import { Answer } from "#lib/http/route.ts";
import { uploadRoute } from "#lib/http/upload-route.ts";
import { faceSearch } from "#lib/people/face-searches.schema.ts";
import { authorizeSearch, searchFaces } from "#lib/people/face-searches.service.ts";

/** A guest looks for themselves: `selfie`, and `consent`, the version of the text agreed to. */
export const POST = uploadRoute(
	{
		...{ family: "platform", auth: "anyone", oneFile: true, forgetful: true },
		limits: selfieLimits,
		authorize: (c) => authorizeSearch(c.actor, c.params.eventId ?? ""),
		answers: faceSearch,
	},
	async (c) => new Answer(201, await searchFaces(c.actor, c.params.eventId ?? "", c.form)),
);
