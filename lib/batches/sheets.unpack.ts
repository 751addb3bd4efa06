/** Sheets of an archive on their way to being files: which there is room for, and what is in them. */
import { toFileLabel } from "#lib/core/file-name.ts";
import { discard, isFileFault, type StagedFile, stageAll } from "#lib/media/media.service.ts";
import { findRoom, fitting, NO_ROOM } from "#lib/usage/usage.service.ts";
import { SHEET_TYPES } from "./sheets.policy.ts";
import { ZipFault, type ZipSheet } from "./zip.ts";

export interface Place {
	sheet: ZipSheet;
	/** In the archive's order, from 0. */
	position: number;
}

export type UnpackedSheet = Place & { staged: StagedFile };

/** One that cannot become a file, and why. */
export type LostSheet = Place & {
	loss: { code: "INVALID_IMAGE" | "QUOTA_EXCEEDED"; detail: string };
};

export const withoutRoom = ({ sheet, position }: Place): LostSheet => {
	return { sheet, position, loss: { code: "QUOTA_EXCEEDED", detail: NO_ROOM } };
};

/** Told from what the archive says of their sizes, which is held against them as they are unpacked. */
export async function admit(
	ownerId: string | null,
	places: readonly Place[],
): Promise<{ admitted: readonly Place[]; unfitting: LostSheet[] }> {
	const room = await findRoom(ownerId);
	if (!room) return { admitted: places, unfitting: [] };
	const fits = fitting(
		room,
		places.map(({ sheet }) => sheet.size),
	);
	return {
		admitted: places.filter((_, at) => fits[at]),
		unfitting: places.filter((_, at) => !fits[at]).map(withoutRoom),
	};
}

/** Nothing is read of it before the first chunk is asked for. */
async function* chunksOf(sheet: ZipSheet): AsyncIterable<Uint8Array> {
	yield* await sheet.open();
}

/** Each is staged, or a fault of the sheet is why not. Throws for any other trouble; then none is. */
export async function unpack(
	places: readonly Place[],
): Promise<{ unpacked: UnpackedSheet[]; lost: LostSheet[] }> {
	const files = places.map(({ sheet }) => {
		return { field: "sheet", fileName: toFileLabel(sheet.name), chunks: chunksOf(sheet) };
	});
	const results = await stageAll(files, SHEET_TYPES);
	const unpacked: UnpackedSheet[] = [];
	const lost: LostSheet[] = [];
	const troubles: unknown[] = [];
	for (const [index, result] of results.entries()) {
		const place = places[index] as Place;
		if (result.status === "fulfilled") unpacked.push({ ...place, staged: result.value });
		else if (result.reason instanceof ZipFault || isFileFault(result.reason))
			lost.push({ ...place, loss: { code: "INVALID_IMAGE", detail: result.reason.message } });
		else troubles.push(result.reason);
	}
	if (troubles.length === 0) return { unpacked, lost };
	await discard(unpacked.map(({ staged }) => staged.mediaId));
	throw troubles[0];
}
