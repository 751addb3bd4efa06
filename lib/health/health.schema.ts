import { z } from "zod";

const part = z.enum(["up", "down"]);
export type Part = z.infer<typeof part>;

export const health = z.object({
	status: z.enum(["healthy", "unhealthy"]),
	version: z.string(),
	database: part,
	/** `degraded`: the object store is away, and uploads are kept on this machine's disk meanwhile. */
	storage: z.enum(["up", "degraded", "down"]),
	/** Why it is degraded, for whoever looks after it. */
	storage_reason: z.string().optional(),
	queue: part,
	workers: part,
	time: z.string(),
});
export type Health = z.infer<typeof health>;
