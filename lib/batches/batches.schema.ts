import { z } from "zod";

/** `201` of the image batch document. */
export const imageBatchCreated = z.object({
	batch_id: z.uuid(),
	status: z.literal("created"),
	total_images: z.number().int(),
	created_at: z.string(),
});

export const batchStatus = z.enum(["created", "processing", "completed", "failed"]);
export type BatchStatus = z.infer<typeof batchStatus>;

export const imageBatch = z.object({
	batch_id: z.uuid(),
	status: batchStatus,
	created_at: z.string(),
	completed_at: z.string().nullable(),
	total_images: z.number().int(),
	/** Done, well or not. */
	processed_images: z.number().int(),
	/** A whole percentage. */
	progress: z.number().int(),
});

export const imageBatchImages = z.object({
	batch_id: z.uuid(),
	images: z.array(
		z.object({
			id: z.uuid(),
			original_name: z.string(),
			status: z.enum(["pending", "processing", "processed", "failed"]),
			error: z.string().nullable(),
			created_at: z.string(),
			processed_at: z.string().nullable(),
		}),
	),
});
