import { Answer, route } from "#lib/http/route.ts";
import { openApiDocument } from "#lib/reference/reference.schema.ts";
import { readReference } from "#lib/reference/reference.service.ts";

export const GET = route(
	{ family: "platform", auth: "anyone", rate: "read", answers: openApiDocument },
	async ({ request }) => {
		const { text, etag } = readReference();
		const headers = { ETag: etag, "Cache-Control": "public, max-age=300" };
		if (request.headers.get("if-none-match")?.includes(etag))
			return new Answer(304, undefined, headers);
		return new Answer(200, text, { ...headers, "Content-Type": "application/json" });
	},
);
