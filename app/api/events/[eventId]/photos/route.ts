import { authorize } from "#lib/events/events.service.ts";
import { guestGalleryQuery } from "#lib/guests/gallery.schema.ts";
import { listGuestGallery } from "#lib/guests/gallery.service.ts";
import { photoLimits } from "#lib/http/device.ts";
import { Answer, route } from "#lib/http/route.ts";
import { uploadRoute } from "#lib/http/upload-route.ts";
import { photoList, photoUploaded } from "#lib/media/media.schema.ts";
import { uploadPhoto } from "#lib/media/media.service.ts";

export const GET = route(
	{
		family: "photos",
		auth: "anyone",
		rate: "read",
		query: guestGalleryQuery,
		answers: photoList,
	},
	(c) => listGuestGallery(c.actor, c.params.eventId ?? "", c.query),
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
