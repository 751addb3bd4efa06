/** Rows as the zones document shows them. */
import { originalUrl } from "#lib/media/media.service.ts";
import type { FileRow, ZoneRow } from "./zones.repo.ts";
import type { MediaItem, Zone } from "./zones.schema.ts";

export function toItem(file: FileRow, eventId: string): MediaItem {
	return {
		id: file.id,
		event_id: eventId,
		batch_id: file.zoneId,
		file_url: originalUrl(file),
		file_type: file.contentType,
		file_size: Number(file.byteSize),
		created_at: file.createdAt.toISOString(),
	};
}

/** What is said of a zone. */
export function labelsOf({ id: zone_id, title, description, tags }: ZoneRow) {
	return { zone_id, title, description, tags };
}

export function toZone(zone: ZoneRow, files: readonly FileRow[]): Zone {
	return {
		...labelsOf(zone),
		media_files: files.map((file) => ({ file_url: originalUrl(file) })),
		file_count: files.length,
		created_at: zone.createdAt.toISOString(),
		updated_at: zone.updatedAt.toISOString(),
	};
}
