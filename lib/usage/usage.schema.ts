/** What an account keeps, and may keep. */
import { z } from "zod";

/** Originals that are not deleted; what is made of them is not counted. Null: as many as there is room for. */
export const storageUse = {
	storage_used_bytes: z.number().int(),
	files: z.number().int(),
	/** What holds: its own quota, or else the operator's default. */
	storage_limit_bytes: z.number().int().nullable(),
	file_limit: z.number().int().nullable(),
};
export type StorageUse = z.infer<z.ZodObject<typeof storageUse>>;

/** What an administrator has said; null: the operator's default holds. */
export const quotas = {
	storage_quota_bytes: z.number().int().min(0).nullable(),
	file_quota: z.number().int().min(0).max(2_000_000_000).nullable(),
};
