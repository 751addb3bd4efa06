import { authorize } from "#lib/events/events.service.ts";
import { photoLimits } from "#lib/http/device.ts";
import { Answer, route } from "#lib/http/route.ts";
import { uploadRoute } from "#lib/http/upload-route.ts";
import { photoList, photoUploaded } from "#lib/media/media.schema.ts";
import { uploadPhoto } from "#lib/media/media.service.ts";
import { galleryQuery } from "#lib/people/event-gallery.schema.ts";
import { listGallery } from "#lib/people/event-gallery.service.ts";

export const GET = route(
	{
		family: "photos",
		auth: "anyone",
		rate: "read",
		query: galleryQuery,
		answers: photoList,
	},
	(c) => listGallery(c.actor, c.params.eventId ?? "", c.query),
);

export const POST = uploadRoute(
	{
		family: "photos",
		auth: "anyone",
		oneFile: true,
		limits: photoLimits,
		authorize: (c) => authorize(c.actor, "photo:add", c.params.eventId ?? ""),
		answers: photoUploaded,
	},
	async (c) => {
		const photo = await uploadPhoto(c.actor, c.params.eventId ?? "", c.form);
		return new Answer(photo.duplicate ? 200 : 201, photo);
	},
);
