/** Tables as RFC 4180 has them. */

/** A cell that a spreadsheet would take for a formula begins with an apostrophe instead. */
function cell(value: string | number | null): string {
	const text = value === null ? "" : String(value);
	const harmless = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
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
