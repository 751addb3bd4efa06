import { toCsv } from "#lib/core/csv.ts";
import type { exportSheets } from "./sheets.service.ts";

type Exported = Awaited<ReturnType<typeof exportSheets>>;

const HEADER = [
	...["position", "name", "status", "error", "size", "width", "height", "qr", "task_id"],
	"processed_at",
];

/** One row a sheet, in their order. */
export function sheetsCsv({ batch, sheets }: Exported): string {
	const rows = sheets.map((sheet) => [
		...[sheet.position + 1, sheet.name, sheet.status, sheet.error, sheet.size],
		...[sheet.width, sheet.height, sheet.qr.join(" "), batch.task_id, sheet.processed_at],
	]);
	return toCsv(HEADER, rows);
}
