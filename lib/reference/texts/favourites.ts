import type { FamilyText } from "../reference.types.ts";
import { PHOTO_ID, UPLOADED_AT } from "./examples.ts";

const LIST_ID = "7c0f3a52-9b1e-4c1d-8f5e-2d6a90b1c3e4";
const GUEST_ID = "019a9b3c-e68f-7dbd-afd4-92a3b4c5d647";

const OWN = { photo_ids: [PHOTO_ID], name: "Rani", list_id: LIST_ID };

export const favourites: FamilyText = {
	name: "Favourites",
	description:
		"What guests like in an event. Theirs are kept by their pass, which an event without a code gives for nothing.",
	operations: {
		"PUT /api/events/{eventId}/photos/{photoId}/favourite": {
			id: "likePhoto",
			summary: "Like a photo",
			for: "guests",
			answers: {
				204: { about: "It is among the guest's favourites, of which there are 1000 at most" },
			},
			errors: ["GUEST_PASS_REQUIRED", "PHOTO_NOT_FOUND", "TOO_MANY_FAVOURITES"],
		},
		"DELETE /api/events/{eventId}/photos/{photoId}/favourite": {
			id: "unlikePhoto",
			summary: "Like a photo no more",
			for: "guests",
			answers: { 204: { about: "It is not among the guest's favourites" } },
			errors: ["GUEST_PASS_REQUIRED"],
		},
		"GET /api/events/{eventId}/favourites/mine": {
			id: "getFavourites",
			summary: "A guest's own favourites",
			for: "guests",
			answers: { 200: { about: "The last liked first; none without a pass", example: OWN } },
		},
		"PATCH /api/events/{eventId}/favourites/mine": {
			id: "updateFavourites",
			summary: "Name one's favourites, share them, or end that",
			description:
				"Whoever may see the event sees the shared ones at `/event/{eventId}?list={list_id}`. Shared again, they have another address.",
			for: "guests",
			request: { name: "Rani", shared: true },
			answers: { 200: { about: "As they are now", example: OWN } },
			errors: ["GUEST_PASS_REQUIRED"],
		},
		"GET /api/events/{eventId}/favourites/lists/{listId}": {
			id: "getSharedFavourites",
			summary: "Favourites that a guest shares",
			for: "guests",
			answers: {
				200: {
					about: "The list; its photos are `GET …/photos?list=…`",
					example: { id: LIST_ID, name: "Rani", photo_count: 1 },
				},
			},
			errors: ["LIST_NOT_FOUND"],
		},
		"GET /api/events/{eventId}/favourites": {
			id: "listEventFavourites",
			summary: "What the guests of an event like",
			description: "For its owner.",
			answers: {
				200: {
					about: "The best liked first, and a list of each guest",
					example: {
						photos: [{ photo_id: PHOTO_ID, filename: "IMG_001.jpg", guest_count: 1 }],
						lists: [
							{
								...{ guest_id: GUEST_ID, name: "Rani", photo_count: 1 },
								...{ changed_at: UPLOADED_AT, shared: true },
							},
						],
					},
				},
			},
		},
		"GET /api/events/{eventId}/favourites/export": {
			id: "exportFavourites",
			summary: "Favourites for programs that develop photos",
			description:
				"For its owner. `names` is one line for a text filter, without endings, so that raw files of the same names are found; `csv` a table; `xmp` a ZIP of sidecars with five stars and the red label.",
			about: {
				format: "`names`, `csv` or `xmp`",
				guest: "Only the favourites of this guest",
			},
			answers: {
				200: {
					about: "The file",
					text: [
						{ type: "text/plain", example: "IMG_001, IMG_014" },
						{
							type: "text/csv",
							example: "filename,guests,uploaded_by\r\nIMG_001.jpg,3,photographer\r\n",
						},
						{ type: "application/zip" },
					],
					headers: ["Content-Disposition"],
				},
			},
			errors: ["LIST_NOT_FOUND"],
		},
	},
};
