/** What the recognition's API answers, by the names that pages call it. */
import type { z } from "zod";
import type {
	RecognitionLog as Log,
	recognitionList,
} from "#lib/recognition/recognition.schema.ts";

export type RecognitionLog = Log;
export type RecognitionEntry = Log["entries"][number];
export type RecognitionFace = RecognitionEntry["faces"][number];
export type RecognitionMatch = RecognitionFace["matches"][number];
export type RecognitionHistory = Omit<z.infer<typeof recognitionList>, "success">;
export type RecognitionListed = RecognitionHistory["batches"][number];
