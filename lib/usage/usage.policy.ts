/** What an account may keep, and what still fits: pure functions. */
import { AppError } from "#lib/core/errors.ts";

export interface Amount {
	bytes: number;
	files: number;
}

/** Null where nothing is said. */
export interface Limits {
	bytes: number | null;
	files: number | null;
}

/** An account's own quotas, each or else the operator's default. */
export function limitsOf(own: Limits, defaults: Limits): Limits {
	return { bytes: own.bytes ?? defaults.bytes, files: own.files ?? defaults.files };
}

export const isLimited = ({ bytes, files }: Limits) => bytes !== null || files !== null;

/** What is left; less than nothing where a quota was lowered. */
export function roomOf(used: Amount, limits: Limits): Amount {
	return {
		bytes: (limits.bytes ?? Number.POSITIVE_INFINITY) - used.bytes,
		files: (limits.files ?? Number.POSITIVE_INFINITY) - used.files,
	};
}

/** Whether one more file fits that has so many bytes, or more. */
export const hasRoom = (room: Amount, bytes: number) =>
	room.files >= 1 && room.bytes >= Math.max(1, bytes);

/** Which of these fit, one by one in their order; a smaller one may fit where a larger one did not. */
export function fitting(room: Amount, sizes: readonly number[]): boolean[] {
	const left = { ...room };
	return sizes.map((bytes) => {
		if (!hasRoom(left, bytes)) return false;
		left.files -= 1;
		left.bytes -= bytes;
		return true;
	});
}

/** A guest reads this as well: it tells nothing of whose quota it is, nor how large. */
export const NO_ROOM = "The storage quota is used up: there is no room left for this";

export const quotaExceeded = () => new AppError("QUOTA_EXCEEDED", { message: NO_ROOM });
