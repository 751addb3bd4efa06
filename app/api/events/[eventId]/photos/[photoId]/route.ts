import { route } from "#lib/http/route.ts";
import { photo } from "#lib/media/media.schema.ts";
import { deletePhoto, getPhoto } from "#lib/media/media.service.ts";

export const GET = route({ family: "photos", auth: "anyone", rate: "read", answers: photo }, (c) =>
	getPhoto(c.actor, c.params.eventId ?? "", c.params.photoId ?? ""),
);

export const DELETE = route({ family: "photos", auth: "anyone", rate: "write" }, (c) =>
	deletePhoto(c.actor, c.params.eventId ?? "", c.params.photoId ?? ""),
);
