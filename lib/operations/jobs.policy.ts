/** What a job is about, as far as its payload tells. */
import { isUuid } from "#lib/core/ids.ts";
import type { SubjectKind } from "./jobs.schema.ts";

const KINDS: Record<string, SubjectKind> = {
	mediaId: "media",
	eventId: "event",
	batchId: "batch",
	deliveryId: "webhook",
};

/** Null for one that is about nothing, or about many things. */
export function subjectOf(
	payload: Record<string, unknown>,
): { kind: SubjectKind; id: string } | null {
	for (const [field, kind] of Object.entries(KINDS)) {
		const id = payload[field];
		if (typeof id !== "string") continue;
		if (isUuid(id)) return { kind, id };
		// Recognitions have ids of their own kind.
		return kind === "batch" ? { kind: "recognition", id } : null;
	}
	return null;
}
