import type { FamilyText } from "../reference.types.ts";
import { fileUrl, PHOTO, PHOTO_ID } from "./examples.ts";
import { photoUploads } from "./photo-uploads.ts";

const CHOICE = {
	album: "Only photos of this album",
	order:
		"`arrived`: by arrival, newest first. `newest`, `oldest`: by when they were taken, or arrived where that is not known",
	person: "Only photos of this person, who is on photos of the event; for its owner",
	search: "Only what this search with a selfie has found",
	waiting: "Only what guests have sent and its owner has not approved yet",
	favourites:
		"`mine`: only the favourites of the guest who asks; `any`: what any guest likes, for its owner",
	list: "Only the favourites that a guest shares under this id",
	guest: "Only the favourites of this guest; for its owner",
	q: "Words, each somewhere in the file's name, the uploader's, a title or a tag",
	uploader: "Only photos by this uploader",
	from: "Only photos of this day and later, by when they were taken or else arrived (UTC)",
	to: "Only photos of this day and earlier",
	tag: "Only photos with this tag, of their own or of their zone",
	zone: "Only photos of this zone; `none`: only those in no zone",
	damaged: "`true`: only those that could be read in part or not at all; `false`: only the others",
	similar: "`true`: only those of which there is another, nearly the same; for the owner",
};

const HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

export const photos: FamilyText = {
	name: "Photos",
	description:
		"Photos of an event. JPEG, PNG, WebP, HEIC, HEIF, GIF and BMP: 50 MB a file, 300 MB and 10 files a request; from phones 30 MB, 150 MB and 5.",
	operations: {
		...photoUploads,
		"GET /api/events/{eventId}/photos": {
			id: "listPhotos",
			summary: "The photos of an event",
			description: "By arrival, newest first, where no other order is asked for.",
			for: "guests",
			about: CHOICE,
			answers: {
				200: {
					about: "A page of photos; `total` is of all pages",
					example: { photos: [PHOTO], next_cursor: null, total: 1 },
				},
			},
			errors: ["PERSON_NOT_FOUND", "FACE_SEARCH_NOT_FOUND", "FACE_SEARCH_OFF", "LIST_NOT_FOUND"],
		},
		"GET /api/events/{eventId}/photos/arrived": {
			id: "listArrivedPhotos",
			summary: "The photos that are new",
			description:
				"In the order in which they became ready, for a screen that shows what comes in. What was approved or brought back is new too; `gone` names what was deleted since, a few hours back at most. Send each answer's `cursor` as the next `since`. Some come twice, so that none is missed: tell them apart by `id`.",
			for: "guests",
			about: {
				since:
					"The `cursor` of the answer before, or a moment (ISO 8601, UTC); without it, the last photos",
			},
			answers: {
				200: {
					about: "What is new, and where to go on",
					example: { photos: [PHOTO], gone: [], cursor: "2026-05-09T19:30:00.000Z" },
				},
			},
		},
		"GET /api/events/{eventId}/photos/layout": {
			id: "getPhotoLayout",
			summary: "Where every photo stands in a grid",
			description:
				"A justified grid in segments of up to 100 photos, each of whole rows. A page knows from it how tall it is, and fetches the segments in sight.",
			for: "guests",
			about: {
				...CHOICE,
				width: "Of the grid, in CSS pixels",
				photo: "The id of a photo whose place is asked for",
			},
			answers: {
				200: {
					about: "The layout; `height` leaves out the gap between segments",
					example: {
						total: 1,
						processing: 0,
						width: 1280,
						gap: 4,
						segments: [
							{
								cursor: null,
								start: 0,
								count: 1,
								height: 250,
								version: "pQx0b3v1Zg",
								shot_at: "2026-05-09T19:51:00+07:00",
							},
						],
						photo_index: 0,
					},
				},
			},
			errors: ["PERSON_NOT_FOUND", "FACE_SEARCH_NOT_FOUND", "FACE_SEARCH_OFF", "LIST_NOT_FOUND"],
		},
		"GET /api/events/{eventId}/photos/ids": {
			id: "listPhotoIds",
			summary: "The ids of photos",
			description:
				"In the order of the gallery, up to 5000 a page: to choose among photos that nobody has fetched.",
			for: "guests",
			about: {
				...CHOICE,
				between:
					"The ids of two photos, with a comma between them: only these and those between them, whichever comes first",
			},
			answers: {
				200: {
					about: "A page of ids; `total` is of all pages",
					example: { photo_ids: [PHOTO_ID], next_cursor: null, total: 1 },
				},
			},
			errors: [
				"PHOTO_NOT_FOUND",
				"PERSON_NOT_FOUND",
				"FACE_SEARCH_NOT_FOUND",
				"FACE_SEARCH_OFF",
				"LIST_NOT_FOUND",
			],
		},
		"POST /api/events/{eventId}/photos/missing": {
			id: "listMissingPhotos",
			summary: "Which of one's photos an album has not",
			description:
				"For its owner: up to 1000 at a time, by the SHA-256 of each file, so that what is there need not be sent.",
			request: { album: "Official", sha256: [HASH] },
			answers: {
				200: {
					about: "Those that are not there, in the order asked",
					example: { missing: [HASH] },
				},
			},
		},
		"POST /api/events/{eventId}/downloads": {
			id: "downloadPhotos",
			summary: "Many photos as one ZIP",
			description:
				"Of these photos, an album, a zone (for guests: what they see of it), or all. The archive is made while it is fetched from `url`: its length is known, any part of it can be asked for (`Range`, `If-Range`), and the same photos are the same bytes. Once one of them is deleted it is over (`DOWNLOAD_CHANGED`). Guests get originals without their metadata, as in `download_url`.",
			for: "guests",
			request: { album: "Official", size: "original" },
			answers: {
				201: {
					about: "Where it is; `bytes` is its length, `left_out` says what is not in it",
					example: {
						id: "019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f23",
						url: fileUrl("downloads/019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f24"),
						file_name: "Ayu & Bima - Official.zip",
						files: 2000,
						bytes: 6_549_825_126,
						expires_at: "2026-05-13T00:00:00.000Z",
						left_out: [{ photo_id: PHOTO_ID, filename: "IMG_001.jpg", reason: "processing" }],
					},
				},
			},
			errors: [
				...(["FORBIDDEN", "ZONE_NOT_FOUND", "TOO_MANY_FILES"] as const),
				...(["NOTHING_TO_DOWNLOAD", "OVERLOADED"] as const),
			],
		},
		"POST /api/events/{eventId}/downloads/totals": {
			id: "countDownload",
			summary: "How much such a ZIP would be",
			description: "In each size, before it is asked for.",
			for: "guests",
			request: { all: true },
			answers: {
				200: {
					about: "Files and bytes of the ZIP, and how many files are not in it",
					example: {
						original: { files: 2000, bytes: 6_549_825_126, left_out: 1 },
						large: { files: 2000, bytes: 1_204_512_006, left_out: 1 },
						medium: { files: 2000, bytes: 391_804_410, left_out: 1 },
					},
				},
			},
			errors: ["FORBIDDEN", "ZONE_NOT_FOUND", "TOO_MANY_FILES", "OVERLOADED"],
		},
		"GET /api/events/{eventId}/photos/{photoId}": {
			id: "getPhoto",
			summary: "One photo",
			for: "guests",
			answers: { 200: { about: "The photo", example: PHOTO } },
			errors: ["PHOTO_NOT_FOUND"],
		},
		"GET /api/events/{eventId}/preview": {
			id: "getPreview",
			summary: "A picture to show beside a link",
			description:
				"1200 × 630 pixels, for who shows what a link to a gallery is to: its cover, or the photo or the shared list that the link is to.",
			for: "guests",
			about: {
				photo: "The id of one of its photos",
				list: "The id of a list of favourites that a guest shares",
			},
			answers: { 200: { about: "The picture", text: { type: "image/jpeg" } } },
			errors: ["PHOTO_NOT_FOUND", "LIST_NOT_FOUND", "OVERLOADED"],
		},
		"DELETE /api/events/{eventId}/photos/{photoId}": {
			id: "deletePhoto",
			summary: "Delete a photo",
			description:
				"By its event's owner, and by the guest who has sent it, with their pass, while guests may add photos.",
			for: "guests",
			answers: { 204: { about: "It is gone for everybody" } },
			errors: ["UNAUTHENTICATED", "FORBIDDEN", "PHOTO_NOT_FOUND"],
		},
		"POST /api/events/{eventId}/photos/approve": {
			id: "approvePhotos",
			summary: "Approve photos of guests",
			description:
				"For its owner, where `guest_approval` is on: all of these, up to 500, or none. With `skip_missing`, those that are not there are left out and told as `missing`. Who declines some deletes them.",
			request: { photo_ids: [PHOTO_ID] },
			answers: {
				200: { about: "How many of them were waiting", example: { approved: 1, missing: [] } },
			},
			errors: ["PHOTO_NOT_FOUND"],
		},
		"GET /api/events/{eventId}/photos/facets": {
			id: "getPhotoFacets",
			summary: "By what an event's photos can be chosen",
			description: "For its owner: each with how many there are, most first, up to 100 of a kind.",
			answers: {
				200: {
					about: "The uploaders, tags and days",
					example: {
						uploaders: [{ name: "Sinta", count: 12 }],
						tags: [{ tag: "ceremony", count: 40 }],
						...{ damaged: 0, first: "2026-05-09", last: "2026-05-10" },
					},
				},
			},
		},
		"GET /api/events/{eventId}/photos/zones": {
			id: "listShownZones",
			summary: "The zones of an event as parts of its gallery",
			for: "guests",
			description:
				"For all who may see the gallery: zones that have a title and a photo that the caller sees, in the order of the day, up to 500. `zone` of the list and of the layout leads to their photos.",
			answers: {
				200: {
					about: "The zones; `photo_count` is of what the caller sees, `total` of such zones",
					example: {
						zones: [
							{
								...{ id: "650e8400-e29b-41d4-a716-446655440000", title: "Ceremony" },
								...{ description: "In the garden, before the rain.", photo_count: 45 },
							},
						],
						total: 1,
					},
				},
			},
		},
		"GET /api/events/{eventId}/photos/similar": {
			id: "listSimilarPhotos",
			summary: "Groups of near-identical shots",
			description:
				"For the owner to choose from. Each group in the order of time; no photo is in two.",
			answers: {
				200: {
					about: "The groups",
					example: { groups: [{ photo_ids: [PHOTO_ID, "019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22"] }] },
				},
			},
		},
	},
};
