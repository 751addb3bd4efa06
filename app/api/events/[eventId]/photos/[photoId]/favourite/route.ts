import { like, unlike } from "#lib/guests/favourites.service.ts";
import { route } from "#lib/http/route.ts";

export const PUT = route({ family: "photos", auth: "anyone", rate: "write" }, (c) =>
	like(c.actor, c.params.eventId ?? "", c.params.photoId ?? ""),
);

export const DELETE = route({ family: "photos", auth: "anyone", rate: "write" }, (c) =>
	unlike(c.actor, c.params.eventId ?? "", c.params.photoId ?? ""),
);
