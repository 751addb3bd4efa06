/** Forms with files on their way in: each file is staged as it arrives, or its fault is noted. */
import type { z } from "zod";
import { AppError } from "#lib/core/errors.ts";
import {
	fileTooLarge,
	type IncomingFile,
	tooManyFiles,
	type UploadForm,
} from "#lib/core/upload-form.ts";
import { type Accepted, discard, isFileFault, type StagedFile, stage } from "./media.staging.ts";

/** One file of a form: stored, or why not. */
export interface Arrival {
	fileName: string;
	staged: StagedFile | null;
	fault: AppError | null;
}

export interface FormRules<Fields> {
	/** The names under which files may come. */
	field: RegExp;
	accepted: Accepted;
	/** Files of the form. */
	most: number;
	fields: z.ZodType<Fields>;
	/** True where these fields stand for a file: then none may come. */
	instead?: (fields: Fields) => boolean;
}

/** Stages one file of a form, or says what is wrong with it. Throws for any other trouble. */
export async function arrive(file: IncomingFile, accepted: Accepted): Promise<Arrival> {
	const { fileName } = file;
	try {
		return { fileName, staged: await stage(file, accepted), fault: null };
	} catch (error) {
		if (!isFileFault(error)) throw error;
		return { fileName, staged: null, fault: error };
	}
}

/** The device may be known only after the files: `connectionType` is a field like any other. */
async function holdToLimits(arrivals: Arrival[], form: UploadForm): Promise<void> {
	for (const arrival of arrivals) {
		if (!arrival.staged || arrival.staged.size <= form.limits.fileBytes) continue;
		arrival.fault = fileTooLarge(arrival.fileName, form.limits, arrival.staged.size);
		await discard([arrival.staged.mediaId]);
		arrival.staged = null;
	}
}

/** What is stored of a form's files, in the order sent. */
export const stagedOf = (arrivals: readonly Arrival[]): StagedFile[] =>
	arrivals.flatMap(({ staged }) => staged ?? []);

function assertFiles(count: number, instead: boolean): void {
	if (instead && count > 0)
		throw new AppError("VALIDATION_ERROR", { message: "Send a file or an upload_id, not both" });
	if (!instead && count === 0)
		throw new AppError("VALIDATION_ERROR", { message: "No file was sent" });
}

/**
 * Reads a form to its end and stages its files. Throws `VALIDATION_ERROR` (fields, no file),
 * `TOO_MANY_FILES` and the form's own faults; then no byte stays.
 */
export async function stageForm<Fields>(
	form: UploadForm,
	{ field, accepted, most, fields, instead }: FormRules<Fields>,
): Promise<{ arrivals: Arrival[]; fields: Fields }> {
	const arrivals: Arrival[] = [];
	try {
		for await (const file of form.files()) {
			if (!field.test(file.field))
				throw new AppError("VALIDATION_ERROR", {
					message: `Unexpected file field '${file.field.slice(0, 40)}'`,
				});
			if (arrivals.length === most) throw tooManyFiles({ ...form.limits, files: most });
			arrivals.push(await arrive(file, accepted));
		}
		const parsed = fields.parse(form.fields);
		assertFiles(arrivals.length, instead?.(parsed) ?? false);
		await holdToLimits(arrivals, form);
		return { arrivals, fields: parsed };
	} catch (error) {
		await discard(stagedOf(arrivals).map(({ mediaId }) => mediaId));
		throw error;
	}
}
