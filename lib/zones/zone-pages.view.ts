/** Rows as the pages of an event's owner show them. */
import { toPhoto } from "#lib/media/media.service.ts";
import type { CountedZone, ZoneFileRow } from "./zone-pages.repo.ts";
import type { ZoneFile, ZoneView } from "./zone-pages.schema.ts";

const OWNER = { owns: true, downloads: true, originals: true, passId: null };

export function toFile(row: ZoneFileRow): ZoneFile {
	const { kind, contentType: content_type, zoneId: zone_id } = row;
	return { ...toPhoto(row, OWNER), kind, content_type, zone_id };
}

export function toView(zone: CountedZone, files: readonly ZoneFileRow[]): ZoneView {
	const { id, title, description, tags, createdAt, updatedAt } = zone;
	return {
		...{ id, title, description, tags },
		file_count: zone.files,
		video_count: zone.videos,
		document_count: zone.documents,
		files: files.map(toFile),
		created_at: createdAt.toISOString(),
		updated_at: updatedAt.toISOString(),
	};
}
