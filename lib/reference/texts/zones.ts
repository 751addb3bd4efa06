import { mediaFields } from "#lib/zones/zones.schema.ts";
import type { FamilyText } from "../reference.types.ts";

const EVENT_ID = "550e8400-e29b-41d4-a716-446655440000";
const ZONE_ID = "650e8400-e29b-41d4-a716-446655440000";
const MEDIA_IDS = [1, 2, 4, 5].map((n) => `750e8400-e29b-41d4-a716-44665544000${n}`);

const urlOf = (name: string) => `https://s3.amazonaws.com/.../${name}`;

const fileOf = (place: number, name: string, at: string) => ({
	id: MEDIA_IDS[place],
	event_id: EVENT_ID,
	batch_id: ZONE_ID,
	file_url: urlOf(name),
	file_type: "image/jpeg",
	file_size: 245_678,
	created_at: at,
});

const FIRST = fileOf(0, "photo1.jpg", "2025-10-02T10:30:00Z");

const ALONE = {
	id: MEDIA_IDS[0],
	event_id: EVENT_ID,
	batch_id: null,
	title: "My Photo",
	description: null,
	file_url: urlOf("photo.jpg"),
	s3_key: "events/.../photo.jpg",
	file_type: "image/jpeg",
	file_size: 245_678,
	tags: ["event", "2025"],
	created_at: "2025-10-02T10:30:00Z",
	updated_at: "2025-10-02T10:30:00Z",
};

const ZONE = {
	zone_id: ZONE_ID,
	title: "Birthday Party Photos",
	description: "Photos from the main event",
	tags: ["birthday", "celebration", "2025"],
	media_files: ["photo1.jpg", "photo2.jpg"].map((name) => ({ file_url: urlOf(name) })),
	file_count: 2,
	created_at: "2025-10-02T10:30:00Z",
	updated_at: "2025-10-02T10:30:05Z",
};

const CHANGED = {
	title: "Updated Birthday Photos",
	description: "Added more context to the description",
	tags: ["birthday", "celebration", "2025", "family"],
};

export const zones: FamilyText = {
	name: "Zones",
	description:
		"Files of an event, of any type, up to 100 MB each. Several that are sent together are a zone, with a title, a description and tags; it lives as long as it has a file.",
	operations: {
		"POST /api/v1/events/{eventId}/media": {
			id: "uploadMedia",
			summary: "Upload one file, or several as a zone",
			about: {
				title: "At most 256 characters",
				description: "Of the zone, or of the one file",
				tags: "With commas between; at most 50 of 64 characters",
			},
			form: {
				fields: mediaFields,
				files: { files: { about: "The files", many: true, required: true } },
			},
			answers: {
				200: {
					about: "What is stored: of one file the file, of several each by itself",
					example: ALONE,
					headers: ["Idempotency-Replayed"],
				},
			},
			errors: ["NO_FILE_STORED"],
		},
		"GET /api/v1/events/{eventId}/media": {
			id: "listMedia",
			summary: "All files of an event",
			answers: { 200: { about: "The files, in zones or not", example: [FIRST] } },
		},
		"GET /api/v1/events/{eventId}/media/grouped": {
			id: "listZones",
			summary: "Files by zones",
			answers: {
				200: {
					about: "The zones; the totals are of all pages",
					example: { zones: [ZONE], total_zones: 1, total_files: 2 },
				},
			},
		},
		"GET /api/v1/events/{eventId}/media/zones/{zoneId}": {
			id: "getZone",
			summary: "One zone",
			answers: { 200: { about: "The zone with all its files", example: ZONE } },
			errors: ["ZONE_NOT_FOUND"],
		},
		"PATCH /api/v1/events/{eventId}/media/zones/{zoneId}": {
			id: "updateZone",
			summary: "Change what is said of a zone",
			description: "Only what is sent is changed.",
			request: CHANGED,
			answers: {
				200: {
					about: "The zone as it is now",
					example: {
						zone_id: ZONE_ID,
						...CHANGED,
						file_count: 5,
						updated_at: "2025-10-02T15:30:00Z",
					},
				},
			},
			errors: ["ZONE_NOT_FOUND", "NOTHING_TO_CHANGE"],
		},
		"POST /api/v1/events/{eventId}/media/zones/{zoneId}/files": {
			id: "addFilesToZone",
			summary: "Add files to a zone",
			form: { files: { files: { about: "The files", many: true, required: true } } },
			answers: {
				200: {
					about: "Each by itself",
					example: {
						successful: [
							fileOf(2, "photo4.jpg", "2025-10-02T15:30:00Z"),
							fileOf(3, "photo5.jpg", "2025-10-02T15:30:05Z"),
						],
						failed: [{ filename: "photo6.jpg", error: "File exceeds 100MB limit" }],
						total_requested: 3,
						total_successful: 2,
						total_failed: 1,
						batch_id: ZONE_ID,
					},
					headers: ["Idempotency-Replayed"],
				},
			},
			errors: ["ZONE_NOT_FOUND", "NO_FILE_STORED"],
		},
		"DELETE /api/v1/events/{eventId}/media/{mediaId}": {
			id: "deleteMedia",
			summary: "Delete a file",
			description: "The last file of a zone takes it along.",
			answers: { 204: { about: "It is gone" } },
			errors: ["MEDIA_NOT_FOUND"],
		},
		"DELETE /api/v1/events/{eventId}/media/zones/{zoneId}": {
			id: "deleteZone",
			summary: "Delete a zone",
			description: "With all its files.",
			answers: { 204: { about: "It is gone" } },
			errors: ["ZONE_NOT_FOUND"],
		},
	},
};
