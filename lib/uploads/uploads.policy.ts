/** Who may send what, and how much of it. */
import { type Actor, hasScope, type Scope } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { fileTooLarge, type UploadLimits } from "#lib/core/upload-form.ts";
import type { UploadPurpose } from "./uploads.schema.ts";

const SCOPES: Record<UploadPurpose, Scope> = { batch: "batches:write", photos: "photos:write" };

const GB = 1024 ** 3;

export interface ResumableLimits {
	uploadBytes: number;
	unusedUploads: number;
	unusedBytes: number;
}

/** True for the owner, and a key of theirs that may send such files. */
export function mayUse(actor: Actor, upload: { ownerId: string; purpose: UploadPurpose }): boolean {
	return actor.user?.id === upload.ownerId && hasScope(actor, SCOPES[upload.purpose]);
}

/** The account that sends. Throws `UNAUTHENTICATED`, and `INSUFFICIENT_SCOPE` for a key without. */
export function assertMaySend(actor: Actor, purposes: readonly UploadPurpose[]): string {
	if (!actor.user) throw new AppError("UNAUTHENTICATED", { message: "Please sign in" });
	const scopes = purposes.map((purpose) => SCOPES[purpose]);
	if (!scopes.some((scope) => hasScope(actor, scope)))
		throw new AppError("INSUFFICIENT_SCOPE", {
			message: `This API key lacks the scope ${scopes.join(" or ")}`,
		});
	return actor.user.id;
}

export function assertLength(length: number, limits: ResumableLimits): void {
	if (length > limits.uploadBytes)
		throw new AppError("FILE_TOO_LARGE", {
			message: `An upload may have at most ${limits.uploadBytes / GB}GB`,
		});
}

/** In pieces a photo may be as large as in one: refused before its first byte. */
export function assertPhotoLength(length: number, fileName: string, limits: UploadLimits): void {
	if (length > limits.fileBytes) throw fileTooLarge(fileName, limits, length);
}

/** `unused` is what the account has begun or finished, and nothing was made of yet. */
export function assertQuota(
	unused: { uploads: number; bytes: number },
	length: number,
	limits: ResumableLimits,
): void {
	if (unused.uploads + 1 > limits.unusedUploads)
		throw new AppError("UPLOAD_QUOTA_EXCEEDED", {
			message: "You have too many unfinished uploads. Finish or cancel some first",
			details: `The limit is ${limits.unusedUploads} uploads`,
		});
	if (unused.bytes + length > limits.unusedBytes)
		throw new AppError("UPLOAD_QUOTA_EXCEEDED", {
			message: "Your unfinished uploads take too much room. Finish or cancel some first",
			details: `The limit is ${limits.unusedBytes / GB}GB`,
		});
}
