import { z } from "zod";
import { storageUse } from "#lib/usage/usage.schema.ts";

const amount = { files: z.number().int(), bytes: z.number().int() };

export const storageFigures = z.object({
	/** Originals of all accounts and of none, as everywhere here without what was deleted. */
	...amount,
	/** Renditions are made of originals; an archive is what a batch was sent as. */
	kinds: z.array(z.object({ kind: z.enum(["originals", "renditions", "archives"]), ...amount })),
	/** Of the originals. */
	states: z.array(
		z.object({ state: z.enum(["stored", "processing", "ready", "failed"]), ...amount }),
	),
	/** Who keeps the most comes first; `user_total` is how many keep something. */
	users: z.array(z.object({ id: z.uuid(), username: z.string(), ...storageUse })),
	user_total: z.number().int(),
	/** Originals on a machine's disk, on their way to the bucket; null where there is none. */
	waiting: z.object(amount).nullable(),
	/** Of the data folder of the process that answers. */
	disk: z.object({ free_bytes: z.number().int(), total_bytes: z.number().int() }),
	database_bytes: z.number().int(),
});
export type StorageFigures = z.infer<typeof storageFigures>;
