import { checkHealth } from "#lib/health/health.service.ts";
import { Answer, route } from "#lib/http/route.ts";

export const GET = route({ family: "platform", auth: "anyone", rate: "read" }, async () => {
	const health = await checkHealth();
	return new Answer(health.status === "healthy" ? 200 : 503, health);
});
