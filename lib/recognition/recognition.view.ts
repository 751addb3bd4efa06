/** Batches as the recognition document has them. */
import { renditionLinks } from "#lib/media/media.service.ts";
import { percent, type RecognizedPerson, statusOf, summarize } from "./recognition.policy.ts";
import type { LoggedEntry, RecognitionFile, RecognitionLog } from "./recognition.schema.ts";
import type { BatchRow, EntryRow, LoggedBatch } from "./recognition-logs.repo.ts";

const UNKNOWN = "Unknown";

export const stateOf = ({ total, done }: BatchRow) => ({
	status: statusOf({ total, done }),
	progress: { done, total },
});

type FaceRow = NonNullable<EntryRow["media"]>["faces"][number];
type Face = LoggedEntry["faces"][number];

/** Ranks are counted anew: of those who were deleted since, nobody is told. */
function toFace({ id, x, y, width, height, matches }: FaceRow): Face {
	const own = matches.find(({ recognized }) => recognized);
	return {
		id,
		box: { x, y, width, height },
		person: own?.person.name ?? null,
		person_id: own?.personId ?? null,
		confidence: own ? percent(own.confidence) : null,
		matches: matches.map(({ person, personId, confidence }, index) => {
			const [rank, name] = [index + 1, person.name];
			return { rank, person: name, confidence: percent(confidence), person_id: personId };
		}),
	};
}

const areaOf = ({ width, height }: FaceRow) => width * height;

const byArea = (a: FaceRow, b: FaceRow) => areaOf(b) - areaOf(a) || (a.id < b.id ? -1 : 1);

/** Of what waits nothing is told yet, even where it was done since `doneAt` was read. */
function toEntry(
	row: EntryRow,
	{ id, domain, createdAt }: BatchRow,
	doneAt: string | null,
): LoggedEntry {
	const seen = doneAt === null ? [] : (row.media?.faces ?? []);
	const faces = seen.toSorted(byArea).map(toFace);
	const [main] = faces;
	const isKnown = main !== undefined && main.person !== null;
	return {
		timestamp: doneAt ?? createdAt,
		batch_id: id,
		filename: row.fileName,
		domain,
		recognized: isKnown,
		primary_result: isKnown
			? { person: main.person ?? UNKNOWN, confidence: main.confidence }
			: { person: UNKNOWN, confidence: null },
		top_3_matches: (main?.matches ?? []).map(({ person_id: _, ...match }) => match),
		metadata: {
			face_count: faces.length,
			processing_time_ms: row.processingMs,
			has_multiple_faces: faces.length > 1,
			...(row.error === null ? {} : { error: row.error }),
		},
		status: doneAt === null ? "waiting" : "done",
		faces,
	};
}

function recognizedIn({ faces: [main] }: LoggedEntry): RecognizedPerson[] {
	if (!main?.person_id || main.person === null || main.confidence === null) return [];
	return [{ personId: main.person_id, name: main.person, confidence: main.confidence }];
}

export function toFile(batch: LoggedBatch, rows: readonly EntryRow[]): RecognitionFile {
	const entries = rows.map((row, index) => toEntry(row, batch, batch.doneAt[index] ?? null));
	return {
		success: true,
		batch_id: batch.id,
		total_photos: batch.total,
		summary: summarize(batch, entries.flatMap(recognizedIn)),
		entries,
		...stateOf(batch),
		created_at: batch.createdAt,
		completed_at: batch.completedAt,
	};
}

function photoOf({ media }: EntryRow): RecognitionLog["entries"][number]["photo"] {
	if (!media || media.renditions.length === 0) return null;
	const { small, medium, large } = renditionLinks(media);
	return { ...(small && { small }), ...(medium && { medium }), ...(large && { large }) };
}

/** With addresses to look at. */
export function toLog(file: RecognitionFile, rows: readonly EntryRow[]): RecognitionLog {
	const photos = rows.map(photoOf);
	const entries = file.entries.map((entry, index) => ({ ...entry, photo: photos[index] ?? null }));
	return { ...file, entries };
}
