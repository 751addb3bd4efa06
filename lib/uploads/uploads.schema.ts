import { z } from "zod";
import { toFileLabel } from "#lib/core/file-name.ts";

const MIME = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;

/**
 * What a client says of the file it is about to send (`Upload-Metadata`). Names other than these
 * are kept and given back, and mean nothing to us.
 */
export const uploadMetadata = z.object({
	filename: z.string().optional().transform(toFileLabel),
	filetype: z
		.string()
		.optional()
		.transform((type) => (type && MIME.test(type) ? type : "application/octet-stream")),
	purpose: z.enum(["batch", "photos"]).default("batch"),
});
export type UploadMetadata = z.infer<typeof uploadMetadata>;
export type UploadPurpose = UploadMetadata["purpose"];
