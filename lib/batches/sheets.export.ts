import { SPREADSHEET_MARK, toCsv } from "#lib/core/csv.ts";
import type { SheetsExported } from "./sheets.schema.ts";

const HEADER = [
	...["position", "name", "status", "error", "size", "width", "height", "qr", "task_id"],
	...["processed_at", "group"],
];

/** One row a sheet, in their order. */
export function sheetsCsv({ batch, sheets }: SheetsExported): string {
	const rows = sheets.map((sheet) => [
		...[sheet.position + 1, sheet.name, sheet.status, sheet.error, sheet.size],
		...[sheet.width, sheet.height, sheet.qr.join(" "), batch.task_id, sheet.processed_at],
		sheet.group,
	]);
	return SPREADSHEET_MARK + toCsv(HEADER, rows);
}
