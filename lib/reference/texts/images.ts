import type { FamilyText } from "../reference.types.ts";

const BATCH_ID = "019a9b3c-9e20-7b35-8d4c-1a2b3c4d5e6f";

export const images: FamilyText = {
	name: "Images",
	description:
		"Images sent together, JPEG and PNG, processed as a batch and watched by its id. Where the operator allows it, without credentials.",
	operations: {
		"POST /api/upload": {
			id: "uploadImages",
			summary: "Upload images as a batch",
			description: "Every image is checked before the batch is made; one that is none refuses all.",
			form: { files: { "files[]": { about: "The images", many: true, required: true } } },
			answers: {
				201: {
					about: "The batch is kept and queued",
					example: {
						batch_id: BATCH_ID,
						status: "created",
						total_images: 5,
						created_at: "2024-01-26T10:00:00.000Z",
					},
					headers: ["Idempotency-Replayed"],
				},
			},
			errors: ["INVALID_FILE_TYPE"],
		},
		"GET /api/batch/{batchId}": {
			id: "getImageBatch",
			summary: "How far a batch of images is",
			answers: {
				200: {
					about: "The batch; `progress` is a whole percentage",
					example: {
						batch_id: BATCH_ID,
						status: "processing",
						created_at: "2024-01-26T10:00:00.000Z",
						completed_at: null,
						total_images: 5,
						processed_images: 2,
						progress: 40,
					},
				},
			},
			errors: ["BATCH_NOT_FOUND"],
		},
		"GET /api/batch/{batchId}/images": {
			id: "listBatchImages",
			summary: "The images of a batch",
			answers: {
				200: {
					about: "Every image, in the order sent",
					example: {
						batch_id: BATCH_ID,
						images: [
							{
								id: "019a9b3c-9e21-7c46-9e5d-2b3c4d5e6f70",
								original_name: "photo1.jpg",
								status: "processed",
								error: null,
								created_at: "2024-01-26T10:00:00.000Z",
								processed_at: "2024-01-26T10:01:00.000Z",
							},
						],
					},
				},
			},
			errors: ["BATCH_NOT_FOUND"],
		},
	},
};
