/** Putting the groups of a split batch right: what is asked for, and what takes it back. */
import { printable } from "#lib/core/file-name.ts";
import { ApiError, callApi } from "./api.ts";
import type { Sheet, SheetGroup } from "./batch-types.ts";

export type Correction =
	| { card: true; code: string }
	| { card: false }
	| { code: string }
	| { group_id: string | null };

export interface Repair {
	sheetId: string;
	correction: Correction;
}

/** The correction that takes another one back; `code` is what the sheet's card said before. */
export function undoOf(sheet: Sheet, correction: Correction, code = ""): Repair {
	const back = (): Correction => {
		if ("group_id" in correction) return { group_id: sheet.corrected ? sheet.group_id : null };
		if (!("card" in correction)) return { code };
		return correction.card ? { card: false } : { card: true, code };
	};
	return { sheetId: sheet.id, correction: back() };
}

const LONGEST_CODE = 64;

/** A code as the server takes it; null for what it would refuse. */
export function codeFrom(typed: string): string | null {
	const code = typed.normalize("NFC").trim();
	const fits = code !== "" && [...code].length <= LONGEST_CODE && printable(code) === code;
	return fits ? code : null;
}

export interface GroupMarks {
	/** Another card says the same. */
	twice: boolean;
	/** No photo follows the card. */
	empty: boolean;
	/** There is a code on the card, and nobody could read it. */
	unread: boolean;
}

/** What the server calls such a group. */
const UNREADABLE = "QR";

/** The photos of a group, without its card. */
export const photosIn = ({ sheet_count: count }: Pick<SheetGroup, "sheet_count">) => count - 1;

/** What is worth a second look, by group. */
export function marksOf(groups: readonly SheetGroup[]): Map<string, GroupMarks> {
	const seen = new Map<string, number>();
	for (const { code } of groups) seen.set(code, (seen.get(code) ?? 0) + 1);
	return new Map(
		groups.map(({ id, code, sheet_count: count }) => [
			id,
			{
				twice: (seen.get(code) ?? 0) > 1 && code !== UNREADABLE,
				empty: photosIn({ sheet_count: count }) === 0,
				unread: code === UNREADABLE,
			},
		]),
	);
}

export function findGroups(groups: readonly SheetGroup[], wanted: string): SheetGroup[] {
	const needle = wanted.trim().toLocaleLowerCase();
	return groups.filter(({ code }) => code.toLocaleLowerCase().includes(needle));
}

const BUSY_MS = 5000;
const PATIENCE = 24;

async function send(batchId: string, { sheetId, correction }: Repair): Promise<void> {
	for (let tries = 1; ; tries++) {
		try {
			await callApi("PATCH", `/api/batches/${batchId}/sheets/${sheetId}`, { body: correction });
			return;
		} catch (error) {
			const busy = error instanceof ApiError && error.status === 429;
			if (!busy || tries === PATIENCE) throw error;
			await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
		}
	}
}

/** Sends them one after another, until one is refused. Returns how many are done. */
export async function applyRepairs(
	batchId: string,
	repairs: readonly Repair[],
	onProgress: (done: number) => void,
): Promise<{ done: number; error: unknown }> {
	for (const [done, repair] of repairs.entries()) {
		onProgress(done);
		try {
			await send(batchId, repair);
		} catch (error) {
			return { done, error };
		}
	}
	return { done: repairs.length, error: null };
}
