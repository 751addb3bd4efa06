import type { FamilyText } from "../reference.types.ts";
import { EVENT_ID, OWNER_ID, PHOTO_ID, UPLOADED_AT, USE } from "./examples.ts";

const JOB_ID = "019a9b3d-2d43-7c77-9f5a-9e0f1a2b3c4d";

export const operations: FamilyText = {
	name: "Operations",
	description:
		"The work that is waiting, and what is kept. For administrators; for others there is nothing here.",
	operations: {
		"GET /api/admin/storage": {
			id: "getStorage",
			summary: "What is kept: how much, of what, whose, and how much room there is",
			description:
				"Without what was deleted. `waiting` is what lies on a server's disk until the bucket is back, null without a bucket.",
			answers: {
				200: {
					about: "The whole installation",
					example: {
						...{ files: 1204, bytes: 4_200_000_000 },
						kinds: [
							{ kind: "originals", files: 1204, bytes: 4_200_000_000 },
							{ kind: "renditions", files: 3612, bytes: 900_000_000 },
							{ kind: "archives", files: 2, bytes: 350_000_000 },
						],
						states: [
							{ state: "ready", files: 1203, bytes: 4_196_000_000 },
							{ state: "failed", files: 1, bytes: 4_000_000 },
						],
						users: [{ id: OWNER_ID, username: "rani", ...USE }],
						...{ user_total: 1, waiting: null, database_bytes: 41_000_000 },
						disk: { free_bytes: 120_000_000_000, total_bytes: 250_000_000_000 },
					},
				},
			},
			errors: ["NOT_FOUND"],
		},
		"GET /api/admin/jobs": {
			id: "getJobs",
			summary: "How many jobs there are",
			answers: {
				200: {
					about: "By name",
					example: {
						jobs: [
							{
								...{ name: "media-render", waiting: 12, scheduled: 0, running: 4, failed: 1 },
								oldest_waiting_since: UPLOADED_AT,
							},
						],
					},
				},
			},
			errors: ["NOT_FOUND"],
		},
		"GET /api/admin/jobs/failed": {
			id: "listFailedJobs",
			summary: "Jobs that were given up, and why",
			description: "Of the last 24 hours, the last first.",
			about: { name: "Only jobs of this name" },
			answers: {
				200: {
					about: "A page, and how many there are",
					example: {
						jobs: [
							{
								...{ id: JOB_ID, name: "media-render", reason: "The store is away", tries: 51 },
								about: {
									...{ kind: "media", name: "IMG_001.jpg", event_id: EVENT_ID },
									...{ batch_id: null, recognition_id: null },
								},
								...{ payload: { mediaId: PHOTO_ID }, request_id: "upload-2024-12-29" },
								...{ created_at: UPLOADED_AT, failed_at: UPLOADED_AT },
							},
						],
						...{ total: 1, limit: 50, offset: 0 },
					},
				},
			},
			errors: ["NOT_FOUND"],
		},
		"POST /api/admin/jobs/{jobId}/retry": {
			id: "retryJob",
			summary: "Have a failed job done once more",
			answers: { 202: { about: "It waits", example: { id: JOB_ID, name: "media-render" } } },
			errors: ["NOT_FOUND", "JOB_NOT_FOUND", "NOTHING_TO_RETRY"],
		},
		"POST /api/admin/jobs/retry": {
			id: "retryJobs",
			summary: "Have all failed jobs of a name done once more",
			request: { name: "media-render" },
			answers: { 202: { about: "They wait", example: { name: "media-render", count: 12 } } },
			errors: ["NOT_FOUND", "NOTHING_TO_RETRY"],
		},
	},
};
