/** Tables as RFC 4180 has them. */

/**
 * What a spreadsheet takes for a formula, in full-width letters too: at the beginning of a cell, or after a
 * semicolon, which divides cells where the comma is for decimals.
 */
const FORMULA = /(^|;)(?=[ \u00a0]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/g;

/** A cell that a spreadsheet would take for a formula begins with an apostrophe instead. */
function cell(value: string | number | null): string {
	const text = value === null ? "" : String(value);
	const harmless = typeof value === "string" ? text.replace(FORMULA, "$1'") : text;
	return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Says UTF-8 to spreadsheets. A document that names the first bytes of a file leaves no room for it. */
export const SPREADSHEET_MARK = "\ufeff";

export function toCsv(
	header: readonly string[],
	rows: readonly (readonly (string | number | null)[])[],
): string {
	return [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
