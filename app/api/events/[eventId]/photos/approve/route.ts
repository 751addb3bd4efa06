import { route } from "#lib/http/route.ts";
import { photosApprove, photosApproved } from "#lib/media/media.schema.ts";
import { approvePhotos } from "#lib/media/media.service.ts";

/** Guests' photos that waited are for everybody from now on. */
export const POST = route(
	{ family: "photos", auth: "user", rate: "write", body: photosApprove, answers: photosApproved },
	(c) => approvePhotos(c.actor, c.params.eventId ?? "", c.body),
);
