import type { FamilyText } from "../reference.types.ts";
import { PHOTO, PHOTO_ID, UPLOADED_AT } from "./examples.ts";

const ZONE_ID = "650e8400-e29b-41d4-a716-446655440000";

const FILE = { ...PHOTO, album_name: null, content_type: "image/jpeg", zone_id: ZONE_ID };

const VIEW = {
	id: ZONE_ID,
	title: "Birthday Party Photos",
	description: null,
	tags: ["birthday"],
	file_count: 1,
	video_count: 0,
	document_count: 0,
	files: [FILE],
	created_at: UPLOADED_AT,
	updated_at: UPLOADED_AT,
};

const SKIP = "With `skip_missing`, those that are not there are left out and told as `missing`.";

export const zonePages: FamilyText = {
	name: "Zones with pictures",
	description:
		"The same zones as the studio's own pages ask for them: with files that can be looked at.",
	operations: {
		"GET /api/events/{eventId}/zones": {
			id: "listZonesWithFiles",
			summary: "The zones of an event",
			description: "Newest first, each with its first files.",
			about: { files: "So many files of each zone" },
			answers: {
				200: {
					about:
						"`total` is of zones, `file_total` of all files, `loose_total` of those in no zone",
					example: { zones: [VIEW], next_cursor: null, total: 1, file_total: 3, loose_total: 2 },
				},
			},
		},
		"POST /api/events/{eventId}/zones": {
			id: "createZone",
			summary: "Make a zone of files that are there",
			description:
				"Up to 500, all of them or none. With `skip_missing`, those that are not there are left out.",
			request: { media_ids: [PHOTO_ID], title: "Birthday Party Photos" },
			answers: { 201: { about: "The zone", example: VIEW } },
			errors: ["MEDIA_NOT_FOUND"],
		},
		"GET /api/events/{eventId}/zones/{zoneId}": {
			id: "getZoneWithFiles",
			summary: "One zone with its first files",
			about: { files: "So many files" },
			answers: { 200: { about: "The zone", example: VIEW } },
			errors: ["ZONE_NOT_FOUND"],
		},
		"GET /api/events/{eventId}/zones/{zoneId}/files": {
			id: "listZoneFiles",
			summary: "The files of a zone",
			about: { zoneId: "The zone's id; `none` for the files in no zone" },
			answers: {
				200: { about: "A page of files", example: { files: [FILE], next_cursor: null, total: 1 } },
			},
			errors: ["ZONE_NOT_FOUND"],
		},
		"PATCH /api/events/{eventId}/media": {
			id: "editFiles",
			summary: "Put photos into another album, add tags or take them off",
			description: `Up to 500, all of them or none. ${SKIP} What cannot be so stays as it is, and is told: \`duplicate\` where another copy is in the album already, \`too_many_tags\` past 50.`,
			request: { media_ids: [PHOTO_ID], album_name: "Official", add_tags: ["ceremony"] },
			answers: {
				200: {
					about: "How many are now as was asked, and which are not",
					example: { changed: 1, missing: [], kept: [] },
				},
			},
			errors: ["MEDIA_NOT_FOUND"],
		},
		"POST /api/events/{eventId}/media/move": {
			id: "moveFiles",
			summary: "Move files into a zone, or out of any",
			description: `Up to 500, all of them or none. ${SKIP} \`zone_id\` \`null\` takes them out.`,
			request: { media_ids: [PHOTO_ID], zone_id: ZONE_ID },
			answers: { 200: { about: "How many were moved", example: { moved: 1, missing: [] } } },
			errors: ["MEDIA_NOT_FOUND", "ZONE_NOT_FOUND"],
		},
		"POST /api/events/{eventId}/media/remove": {
			id: "removeFiles",
			summary: "Delete files",
			description: `Up to 500, all of them or none. ${SKIP} They are gone for everybody at once; for a minute their owner can bring them back.`,
			request: { media_ids: [PHOTO_ID] },
			answers: { 200: { about: "How many were deleted", example: { removed: 1, missing: [] } } },
			errors: ["MEDIA_NOT_FOUND"],
		},
		"POST /api/events/{eventId}/media/restore": {
			id: "restoreFiles",
			summary: "Bring back deleted files",
			description:
				"Up to 500 that were deleted within the last minute, with the zones that they were in. Where what came meanwhile has taken their room, none of them comes back.",
			request: { media_ids: [PHOTO_ID] },
			answers: {
				200: { about: "Those that are there again", example: { restored: [PHOTO_ID] } },
			},
			errors: ["QUOTA_EXCEEDED"],
		},
	},
};
