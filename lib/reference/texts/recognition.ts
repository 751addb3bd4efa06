import type { FamilyText } from "../reference.types.ts";
import { fileUrl } from "./examples.ts";

const BATCH_ID = "20231215_143022_1234";
const FACE_ID = "019a9b3c-c250-7a8a-9c91-6f708192a314";
const PERSON_IDS = ["4a", "5b", "6c"].map((n) => `019a9b3c-c3${n}-7b9b-8da2-708192a3b425`);

const SUMMARY = {
	total_photos: 3,
	recognized_count: 2,
	unrecognized_count: 1,
	recognition_rate: 66.67,
	unique_persons: 2,
	persons_list: ["John Doe", "Jane Smith"],
	avg_confidence: 78.5,
};

const MATCHES = [
	{ rank: 1, person: "John Doe", confidence: 85.5 },
	{ rank: 2, person: "John Smith", confidence: 72.3 },
	{ rank: 3, person: "Johnny Depp", confidence: 65.1 },
];

const DONE = { status: "completed", progress: { done: 3, total: 3 } };
const TIMES = {
	...{ created_at: "2023-12-15T14:30:22.123456", completed_at: "2023-12-15T14:30:24.789012" },
};

const RECOGNISED = {
	timestamp: "2023-12-15T14:30:22.123456",
	batch_id: BATCH_ID,
	filename: "photo1.jpg",
	domain: "example.com",
	recognized: true,
	primary_result: { person: "John Doe", confidence: 85.5 },
	top_3_matches: MATCHES,
	metadata: { face_count: 1, processing_time_ms: 245, has_multiple_faces: false },
	status: "done",
	faces: [
		{
			id: FACE_ID,
			box: { x: 0.41, y: 0.18, width: 0.16, height: 0.24 },
			person: "John Doe",
			person_id: PERSON_IDS[0],
			confidence: 85.5,
			matches: MATCHES.map((match, place) => ({ ...match, person_id: PERSON_IDS[place] })),
		},
	],
};

const UNKNOWN = {
	timestamp: "2023-12-15T14:30:24.789012",
	batch_id: BATCH_ID,
	filename: "photo3.jpg",
	domain: "example.com",
	recognized: false,
	primary_result: { person: "Unknown", confidence: null },
	top_3_matches: [],
	metadata: { face_count: 0, processing_time_ms: 156, has_multiple_faces: false },
	status: "done",
	faces: [],
};

const FILE = {
	success: true,
	batch_id: BATCH_ID,
	total_photos: 3,
	summary: SUMMARY,
	entries: [RECOGNISED, UNKNOWN],
	...DONE,
	...TIMES,
};

const CSV = `Timestamp,Filename,Domain,Recognized,Primary Person,Primary Confidence (%),Match #1 Person,Match #1 Confidence (%),Match #2 Person,Match #2 Confidence (%),Match #3 Person,Match #3 Confidence (%),Face Count,Processing Time (ms)\r
2023-12-15T14:30:22.123456,photo1.jpg,example.com,Yes,John Doe,85.5,John Doe,85.5,John Smith,72.3,Johnny Depp,65.1,1,245\r
2023-12-15T14:30:24.789012,photo3.jpg,example.com,No,Unknown,,,,,,,,0,156\r
`;

const HEALTHY = {
	status: "healthy",
	service: "batch_photo_recognition",
	version: "v1",
	log_directory_exists: true,
	endpoints: ["POST /api/batch-photos/recognize", "GET /api/batch-photos/logs/<batch_id>"],
};

const ANSWERED = {
	success: true,
	batch_id: BATCH_ID,
	total_uploaded: 3,
	total_processed: 3,
	summary: SUMMARY,
	message: "Processed 3 photos. Check batch log for details.",
	log_url: `/api/batch-photos/logs/${BATCH_ID}`,
};

const NOTHING_YET = {
	...{ total_photos: 3, recognized_count: 0, unrecognized_count: 3, recognition_rate: 0 },
	...{ unique_persons: 0, persons_list: [], avg_confidence: 0 },
};

export const recognition: FamilyText = {
	name: "Recognition",
	description:
		"Who is on photos: up to 100 at once, 10 MB each; JPEG, PNG, GIF, BMP, TIFF, WebP and AVIF. Whom it knows stands under People. Times are UTC, without a zone; confidence is in percent.",
	operations: {
		"POST /api/batch-photos/recognize": {
			id: "recognize",
			summary: "Recognise the people on photos",
			description:
				"A photo that cannot be read is an entry with `metadata.error`; the others go on.",
			about: { async: "True: the answer comes at once, and the log says how far it is" },
			form: { files: { "photos[]": { about: "The photos", many: true, required: true } } },
			answers: {
				200: {
					about: "All photos were looked at",
					example: ANSWERED,
					headers: ["Idempotency-Replayed"],
				},
				202: {
					about: "They are kept, and looked at from now on",
					example: {
						...{ ...ANSWERED, total_processed: 0, summary: NOTHING_YET, status: "processing" },
						message: "Processing 3 photos. Check batch log for details.",
					},
					headers: ["Idempotency-Replayed"],
				},
			},
			errors: ["NO_PHOTOS", "BATCH_SIZE_EXCEEDED"],
		},
		"GET /api/batch-photos/logs": {
			id: "listRecognitions",
			summary: "Recognitions, newest first",
			answers: {
				200: {
					about: "A page of them; `total` is of all pages",
					example: {
						success: true,
						total: 10,
						batches: [
							{
								...{ batch_id: BATCH_ID, total_photos: 3, summary: SUMMARY },
								...{ created_at: TIMES.created_at, ...DONE },
							},
						],
					},
				},
			},
		},
		"GET /api/batch-photos/logs/{batchId}": {
			id: "getRecognition",
			summary: "Every photo of a recognition",
			description:
				"In the order sent. `primary_result` and `top_3_matches` are of the largest face, `faces` of all.",
			answers: {
				200: {
					about: "The log",
					example: {
						...FILE,
						entries: [
							{
								...RECOGNISED,
								photo: { small: { url: fileUrl("media/…/small.webp"), width: 400, height: 267 } },
							},
							{ ...UNKNOWN, photo: null },
						],
					},
				},
			},
			errors: ["BATCH_NOT_FOUND"],
		},
		"DELETE /api/batch-photos/logs/{batchId}": {
			id: "deleteRecognition",
			summary: "Delete a recognition",
			answers: {
				200: {
					about: "It is gone, with its photos and files",
					example: { success: true, message: `Batch ${BATCH_ID} deleted successfully` },
				},
			},
			errors: ["BATCH_NOT_FOUND"],
		},
		"GET /api/batch-photos/logs/{batchId}/export": {
			id: "exportRecognition",
			summary: "A recognition as a file, one row a photo",
			about: { format: "`csv`, or `json` with all there is" },
			answers: {
				200: {
					about: "The file",
					example: FILE,
					text: { type: "text/csv", example: CSV },
					headers: ["Content-Disposition"],
				},
			},
			errors: ["BATCH_NOT_FOUND"],
		},
		"GET /api/batch-photos/health": {
			id: "getRecognitionHealth",
			summary: "Whether recognition works",
			for: "nobody",
			answers: {
				200: { about: "It works", example: HEALTHY },
				503: { about: "A part is down", example: { ...HEALTHY, status: "unhealthy" } },
			},
		},
	},
};
