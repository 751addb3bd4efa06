import { health } from "#lib/health/health.schema.ts";
import { checkHealth } from "#lib/health/health.service.ts";
import { Answer, route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "platform", auth: "anyone", rate: "read", answers: health },
	async () => {
		const found = await checkHealth();
		return new Answer(found.status === "healthy" ? 200 : 503, found);
	},
);
