/** What the recognition document's figures are, and who may see them: pure functions. */
import { type Actor, isAdmin } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { inMegabytes, type UploadLimits } from "#lib/core/upload-form.ts";
import type { RecognitionSummary } from "./recognition.schema.ts";

/** The document's formats. */
export const RECOGNITION_TYPES: ReadonlySet<string> = new Set([
	"image/jpeg",
	"image/png",
	"image/gif",
	"image/bmp",
	"image/tiff",
	"image/webp",
	"image/avif",
]);

/** YYYYMMDD_HHMMSS_NNNN: when it came, UTC, and four digits at random. */
export const isBatchId = (text: string) => /^\d{8}_\d{6}_\d{4}$/.test(text);

export function statusOf({ total, done }: { total: number; done: number }) {
	return done < total ? ("processing" as const) : ("completed" as const);
}

/** A batch is its sender's; admins see all. */
export function maySee(actor: Actor, { ownerId }: { ownerId: string }): boolean {
	return isAdmin(actor) || actor.user?.id === ownerId;
}

/** 0 to 1 → percent with one decimal. */
export const percent = (confidence: number) => Math.round(confidence * 1000) / 10;

/** Who is on one photo, for those photos where somebody is. */
export interface RecognizedPerson {
	personId: string;
	name: string;
	/** Percent. */
	confidence: number;
}

/** `people` in the order of their photos; what is not done yet is neither recognised nor unrecognised. */
export function summarize(
	{ total, done }: { total: number; done: number },
	people: readonly RecognizedPerson[],
): RecognitionSummary {
	const names = new Map(people.map(({ personId, name }) => [personId, name]));
	const sum = people.reduce((all, { confidence }) => all + confidence, 0);
	return {
		total_photos: total,
		recognized_count: people.length,
		// Of those that became known after `done` was counted.
		unrecognized_count: Math.max(0, done - people.length),
		recognition_rate: Math.round((people.length * 10_000) / total) / 100,
		unique_persons: names.size,
		persons_list: [...names.values()],
		avg_confidence: people.length === 0 ? 0 : Math.round((sum * 10) / people.length) / 10,
	};
}

/** What an entry says of a file that could not be taken. */
export function faultText({ code, message }: AppError, limits: UploadLimits): string {
	if (code === "UNSUPPORTED_FORMAT")
		return "Unsupported format. Send JPEG, PNG, GIF, BMP, TIFF, WebP or AVIF";
	if (code === "FILE_TOO_LARGE")
		return `File size must be less than ${inMegabytes(limits.fileBytes)}`;
	return message;
}

export const noPhotos = () => new AppError("NO_PHOTOS", { message: "No photos uploaded" });

export const tooManyPhotos = (most: number) =>
	new AppError("BATCH_SIZE_EXCEEDED", {
		message: "Batch size exceeds maximum",
		details: `At most ${most} photos can be sent at a time`,
	});

export const batchGone = () => new AppError("BATCH_NOT_FOUND", { message: "Batch not found" });
