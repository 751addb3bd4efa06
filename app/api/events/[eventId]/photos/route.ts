import { photoLimits } from "#lib/http/device.ts";
import { codeHeaderGuess } from "#lib/http/guess.ts";
import { Answer, route } from "#lib/http/route.ts";
import { uploadRoute } from "#lib/http/upload-route.ts";
import { photoList, photoQuery, photoUploaded } from "#lib/media/media.schema.ts";
import { listPhotos, uploadPhoto } from "#lib/media/media.service.ts";

export const GET = route(
	{
		family: "photos",
		auth: "anyone",
		rate: "read",
		query: photoQuery,
		answers: photoList,
		guess: codeHeaderGuess,
	},
	(c) => listPhotos(c.actor, c.params.eventId ?? "", c.query),
);

export const POST = uploadRoute(
	{
		family: "photos",
		auth: "anyone",
		limits: photoLimits,
		answers: photoUploaded,
		guess: codeHeaderGuess,
	},
	async (c) => {
		const photo = await uploadPhoto(c.actor, c.params.eventId ?? "", c.form);
		return new Answer(photo.duplicate ? 200 : 201, photo);
	},
);
