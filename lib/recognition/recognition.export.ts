import { toCsv } from "#lib/core/csv.ts";
import type { LoggedEntry, RecognitionFile } from "./recognition.schema.ts";

const MATCHES = [0, 1, 2];

const HEADER = [
	...["Timestamp", "Filename", "Domain", "Recognized"],
	...["Primary Person", "Primary Confidence (%)"],
	...MATCHES.flatMap((n) => [`Match #${n + 1} Person`, `Match #${n + 1} Confidence (%)`]),
	...["Face Count", "Processing Time (ms)"],
];

function rowOf(entry: LoggedEntry) {
	const { primary_result: primary, top_3_matches: top, metadata } = entry;
	return [
		...[entry.timestamp, entry.filename, entry.domain, entry.recognized ? "Yes" : "No"],
		...[primary.person, primary.confidence],
		...MATCHES.flatMap((n) => [top[n]?.person ?? null, top[n]?.confidence ?? null]),
		...[metadata.face_count, metadata.processing_time_ms],
	];
}

/** One row a photo, in their order. */
export function recognitionCsv({ entries }: RecognitionFile): string {
	return toCsv(HEADER, entries.map(rowOf));
}
