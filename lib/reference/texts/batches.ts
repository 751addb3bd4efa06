import { sheetFields } from "#lib/batches/sheets.schema.ts";
import type { FamilyText } from "../reference.types.ts";
import { fileUrl, OWNER_ID } from "./examples.ts";

const BATCH_ID = "019a9b3c-a030-7d57-8f6e-3c4d5e6f7081";
const SHEET_ID = "019a9b3c-a031-7e68-9a7f-4d5e6f708192";

const PROGRESS = {
	batch_uuid: BATCH_ID,
	status: "processing",
	sheet_count: 51,
	processed_count: 10,
	failed_count: 0,
	progress_percentage: 19.61,
	created_at: "2025-11-19T16:23:42.000Z",
	completed_at: null,
};
const SUMMARY = {
	...PROGRESS,
	strategy: "zip_qr",
	qr_mode: "first",
	task_id: "14900117",
	event_id: null,
	total_size: 37_748_736,
	file_name: "117-with-qr.zip",
	skipped_count: 0,
	error: null,
	owner: { id: OWNER_ID, username: "photographer" },
	started_at: "2025-11-19T16:23:43.000Z",
};
const SHEET = {
	id: SHEET_ID,
	position: 0,
	name: "117/0001.jpg",
	status: "processed",
	error: null,
	error_code: null,
	size: 740_210,
	width: 1654,
	height: 2339,
	qr: ["14900117"],
	renditions: {
		small: { url: fileUrl(`media/${SHEET_ID}/small.webp`), width: 283, height: 400 },
		medium: { url: fileUrl(`media/${SHEET_ID}/medium.webp`), width: 764, height: 1080 },
		large: { url: fileUrl(`media/${SHEET_ID}/large.webp`), width: 1414, height: 2000 },
	},
	processed_at: "2025-11-19T16:23:45.000Z",
	group_id: null,
	card: false,
	corrected: false,
};

const STRATEGIES = `Three strategies:

1. A ZIP whose first sheet shows a QR code: \`file\`, \`has_qr=true\`. The code names the task.
2. A ZIP without: \`file\`, \`has_qr=false\`, \`task_id\`.
3. Images: \`files\`, \`task_id\`.

Instead of \`file\`, \`upload_id\` names a finished resumable upload: more than 100 MB come that way only
(\`413 USE_RESUMABLE_UPLOAD\`), up to 10 GB. With \`qr_mode=split\` every sheet that shows a code opens a
group, and no \`task_id\` is needed.`;

export const batches: FamilyText = {
	name: "Batches",
	description: "Sheets (images) sent as a ZIP or by themselves, with a task id of 8 digits.",
	operations: {
		"POST /api/batches/upload": {
			id: "uploadBatch",
			summary: "Upload a batch of sheets",
			description: STRATEGIES,
			about: {
				has_qr: "Whether the first sheet of the ZIP shows a QR code with the task id",
				task_id: "Exactly 8 digits, such as 14900113",
				upload_id: "A finished resumable upload, instead of `file`",
				qr_mode: "`split`: every sheet that shows a code opens a group",
				event_id: "The sheets become photos of this event too",
			},
			form: {
				fields: sheetFields,
				files: { file: { about: "One ZIP" }, files: { about: "Images", many: true } },
			},
			answers: {
				202: {
					about: "It is kept, and being processed",
					example: {
						batch_id: BATCH_ID,
						status: "uploaded",
						message: "Batch uploaded successfully. Its sheets are being unpacked",
						total_size: 123_456,
					},
					headers: ["Idempotency-Replayed"],
				},
			},
			errors: [
				"UNSUPPORTED_FORMAT",
				"INVALID_IMAGE",
				"EVENT_NOT_FOUND",
				"UPLOAD_NOT_FOUND",
				"UPLOAD_EXPIRED",
				"UPLOAD_LOCKED",
			],
		},
		"GET /api/batches/{batchId}/progress": {
			id: "getBatchProgress",
			summary: "How far a batch is",
			description:
				"Made to be asked every 2 to 5 seconds, until `status` is `completed` or `failed`.",
			answers: { 200: { about: "Its counts; the percentage has two decimals", example: PROGRESS } },
			errors: ["BATCH_NOT_FOUND"],
		},
		"GET /api/batches/{batchId}/status": {
			id: "getBatchStatus",
			summary: "Everything about a batch",
			about: {
				group: "Only sheets of the group of this card; `none`: those before the first card",
				failed: "True: only sheets that failed",
			},
			answers: {
				200: {
					about: "The batch and a page of its sheets",
					example: { ...SUMMARY, sheets: [SHEET], groups: [], ungrouped_count: 0 },
				},
			},
			errors: ["BATCH_NOT_FOUND"],
		},
		"GET /api/batches": {
			id: "listBatches",
			summary: "Batches, newest first",
			description: "One's own; administrators see all.",
			about: { status: "Only batches that are in this state" },
			answers: {
				200: {
					about: "A page of them; `total` is of all pages",
					example: { total: 90, limit: 50, offset: 0, batches: [SUMMARY] },
				},
			},
		},
		"DELETE /api/batches/{batchId}": {
			id: "deleteBatch",
			summary: "Delete a batch",
			description: "For administrators. What is still being processed stops.",
			answers: { 204: { about: "It is gone, with its files" } },
			errors: ["BATCH_NOT_FOUND", "FORBIDDEN"],
		},
		"GET /api/batches/{batchId}/export": {
			id: "exportBatch",
			summary: "A batch as a file, one row a sheet",
			about: { format: "`csv`, or `json` with all there is" },
			answers: {
				200: {
					about: "The file",
					example: { batch: SUMMARY, sheets: [{ ...SHEET, group: null }] },
					text: {
						type: "text/csv",
						example:
							"position,name,status,error,size,width,height,qr,task_id,processed_at,group\r\n1,117/0001.jpg,processed,,740210,1654,2339,14900117,14900117,2025-11-19T16:23:45.000Z,\r\n",
					},
					headers: ["Content-Disposition"],
				},
			},
			errors: ["BATCH_NOT_FOUND"],
		},
		"POST /api/batches/{batchId}/retry": {
			id: "retryBatch",
			summary: "Try failed sheets once more",
			answers: {
				202: {
					about: "How many sheets are tried again",
					example: { batch_id: BATCH_ID, retried: 3 },
				},
			},
			errors: ["BATCH_NOT_FOUND", "BATCH_NOT_DONE", "NOTHING_TO_RETRY", "QUOTA_EXCEEDED"],
		},
		"PATCH /api/batches/{batchId}/sheets/{sheetId}": {
			id: "correctSheet",
			summary: "Correct where a sheet belongs",
			description: `In a split batch, one of these:

- \`{"card": true, "code": "…"}\`: it is a card with this code
- \`{"code": "…"}\`: the card says this
- \`{"card": false}\`: it is no card
- \`{"group_id": "…"}\`: it belongs to the group of this card; \`null\`: to none`,
			request: { card: true, code: "14900118" },
			answers: {
				200: {
					about: "The sheet as it is now",
					example: { ...SHEET, group_id: SHEET_ID, card: true, corrected: true },
				},
			},
			errors: [
				"BATCH_NOT_FOUND",
				"SHEET_NOT_FOUND",
				"BATCH_NOT_SPLIT",
				"BATCH_NOT_DONE",
				"INVALID_CORRECTION",
			],
		},
		"GET /api/batches/stats": {
			id: "getBatchStats",
			summary: "Figures of the last 30 days",
			answers: {
				200: {
					about: "By day and strategy; seconds are those of one sheet",
					example: {
						days: [
							{
								day: "2025-11-19",
								strategy: "zip_qr",
								batches: 4,
								sheets: 310,
								failed: 2,
								median_seconds: 0.42,
								p95_seconds: 0.91,
							},
						],
					},
				},
			},
		},
	},
};
