import { authorize } from "#lib/events/events.service.ts";
import { photoLimits } from "#lib/http/device.ts";
import { Answer } from "#lib/http/route.ts";
import { uploadRoute } from "#lib/http/upload-route.ts";
import { batchUploaded } from "#lib/media/media.schema.ts";
import { uploadPhotos } from "#lib/media/media.service.ts";

/** 200 when all files are stored, 207 when some are, 422 when none is. */
export const POST = uploadRoute(
	{
		family: "photos",
		auth: "anyone",
		limits: photoLimits,
		authorize: (c) => authorize(c.actor, "photo:add", c.params.eventId ?? ""),
		answers: batchUploaded,
	},
	async (c) => {
		const batch = await uploadPhotos(c.actor, c.params.eventId ?? "", c.form);
		const { failed, successful } = batch.summary;
		return new Answer(failed === 0 ? 200 : successful > 0 ? 207 : 422, batch);
	},
);
