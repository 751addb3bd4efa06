import { recognitionLimits } from "#lib/http/device.ts";
import { Answer } from "#lib/http/route.ts";
import { uploadRoute } from "#lib/http/upload-route.ts";
import { recognized, recognizeQuery } from "#lib/recognition/recognition.schema.ts";
import { noPhotos, recognize } from "#lib/recognition/recognition.service.ts";

const isForm = ({ headers }: Request) =>
	headers.get("content-type")?.toLowerCase().startsWith("multipart/form-data") ?? false;

export const POST = uploadRoute(
	{
		family: "recognition",
		auth: "user",
		scope: "recognition:write",
		query: recognizeQuery,
		// Without any file, most clients send no form at all.
		authorize: async (c) => {
			if (!isForm(c.request)) throw noPhotos();
		},
		limits: recognitionLimits,
		answers: recognized,
	},
	async (c) => {
		const answer = await recognize(c.actor, c.sending, { wait: !c.query.async });
		return new Answer(answer.status === undefined ? 200 : 202, answer);
	},
);
