import { checkHealth } from "#lib/health/health.service.ts";
import { Answer, route } from "#lib/http/route.ts";
import { recognitionHealth } from "#lib/recognition/recognition.schema.ts";

const ENDPOINTS = [
	"POST /api/batch-photos/recognize",
	"GET /api/batch-photos/logs/<batch_id>",
	"GET /api/batch-photos/logs/<batch_id>/export",
	"GET /api/batch-photos/logs",
	"DELETE /api/batch-photos/logs/<batch_id>",
	"GET /api/batch-photos/health",
];

export const GET = route(
	{ family: "recognition", auth: "anyone", rate: "read", answers: recognitionHealth },
	async () => {
		const { status, storage } = await checkHealth();
		return new Answer(status === "healthy" ? 200 : 503, {
			status,
			service: "batch_photo_recognition",
			version: "v1",
			// A folder of the object store is there as long as the store is.
			log_directory_exists: storage !== "down",
			endpoints: ENDPOINTS,
		});
	},
);
