import { recognitionLimits } from "#lib/http/device.ts";
import { uploadRoute } from "#lib/http/upload-route.ts";
import { personSample } from "#lib/people/people.schema.ts";
import { getPerson } from "#lib/people/people.service.ts";
import { addPhoto } from "#lib/people/samples.service.ts";

export const POST = uploadRoute(
	{
		family: "platform",
		auth: "user",
		scope: "people:write",
		oneFile: true,
		authorize: (c) => getPerson(c.actor, c.params.personId ?? ""),
		limits: recognitionLimits,
		answers: personSample,
		status: 201,
	},
	(c) => addPhoto(c.actor, c.params.personId ?? "", c.sending),
);
