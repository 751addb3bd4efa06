/** What a card says, and what a person says of a sheet: pure functions. */
import { AppError } from "#lib/core/errors.ts";
import { printable } from "#lib/core/file-name.ts";
import { taskIdIn } from "./sheets.policy.ts";
import { MAX_CODE, type SheetCorrection } from "./sheets.schema.ts";

/** A code that nobody can read is one all the same. */
const UNREADABLE = "QR";

/**
 * The code of a card, of all that were read on it: 8 digits before anything else, else the first.
 * What is longer than a title should be is cut.
 */
export function codeOf(codes: readonly string[]): string {
	const taskId = taskIdIn(codes);
	if (taskId !== null) return taskId;
	const texts = codes.map((code) => printable(code).trim());
	const characters = [...(texts.find((text) => text !== "") ?? UNREADABLE)];
	if (characters.length <= MAX_CODE) return characters.join("");
	return `${characters.slice(0, MAX_CODE - 1).join("")}…`;
}

/** What was read of a sheet, and what is kept of what a person said; null is as it was read. */
export interface Said {
	card: boolean | null;
	code: string | null;
	/** The place that it was moved to. */
	movedTo: number | null;
}

export const UNSAID: Said = { card: null, code: null, movedTo: null };

export interface SheetFacts {
	position: number;
	/** The codes that were read on it. */
	qr: readonly string[];
	said: Said;
}

const refused = (message: string) => new AppError("INVALID_CORRECTION", { message });

/** With what was said: whether the sheet is a card. */
export const isCard = ({ qr, said }: SheetFacts) => said.card ?? qr.length > 0;

/**
 * What is kept after a correction. `target` is the place of the card that it names. Throws
 * `INVALID_CORRECTION` for what does not fit the sheet.
 */
export function correct(
	sheet: SheetFacts,
	correction: SheetCorrection,
	target: number | null,
): Said {
	const { card, code, group_id } = correction;
	if (card === undefined && code === undefined && group_id === undefined)
		throw refused("Nothing to change");
	if (group_id !== undefined) return move(sheet, target);
	if (card === false) return isCard(sheet) ? asRead(sheet, { ...UNSAID, card }) : sheet.said;
	if (card === undefined && !isCard(sheet)) throw refused("This sheet is no card");
	return asRead(sheet, { card: true, code: code ?? null, movedTo: null });
}

function move(sheet: SheetFacts, target: number | null): Said {
	if (target !== null && isCard(sheet))
		throw refused("This sheet is a card; it can be moved when it is none");
	return { ...sheet.said, movedTo: target };
}

/** Nothing is kept of what was read just so: the sheet is as if nobody had said anything. */
function asRead({ qr }: SheetFacts, said: Said): Said {
	const card = said.card === qr.length > 0 ? null : said.card;
	const code = qr.length > 0 && said.code === codeOf(qr) ? null : said.code;
	return { ...said, card, code };
}
