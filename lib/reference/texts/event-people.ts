import { z } from "zod";
import { CONSENT_VERSION } from "#lib/people/people.values.ts";
import type { FamilyText } from "../reference.types.ts";
import { fileUrl, PHOTO_ID, UPLOADED_AT } from "./examples.ts";

const PERSON_ID = "019a9b3c-d56d-7dbd-afd4-92a3b4c5d647";
const OTHER_ID = "019a9b3c-d57e-7dbd-afd4-92a3b4c5d647";
const FACE_ID = "019a9b3c-d58f-7dbd-afd4-92a3b4c5d647";

const FACES = {
	enabled: true,
	since: UPLOADED_AT,
	delete_on: "2025-06-27",
	...{ photos: 240, looked: 236, failed: 1, faces: 812, people: 74 },
	guest_search: true,
};

const PICTURE = {
	url: fileUrl(`media/${PHOTO_ID}/medium.webp`),
	...{ x: 0.41, y: 0.18, width: 0.16, height: 0.24 },
	...{ image_width: 1080, image_height: 720 },
};

const PERSON = {
	...{ id: PERSON_ID, name: "Rani", photos: 31, faces: 31, picture: PICTURE },
};
const { faces, ...ALONE } = PERSON;

/** `event:read` asks for a code that was sent along, even of who is signed in. */
const READING = ["INVALID_ACCESS_CODE"] as const;

export const eventPeople: FamilyText = {
	name: "People of an event",
	description:
		"Faces in an event's photos, where its owner has switched that on: grouped into people, and searched by guests with a selfie of which nothing is kept.",
	operations: {
		"GET /api/events/{eventId}/faces": {
			id: "getEventFaces",
			summary: "Whether faces are looked for, and how far that is",
			answers: {
				200: {
					about: "`looked` and `failed` are of `photos`; on `delete_on` all face data is deleted",
					example: FACES,
				},
			},
			errors: READING,
		},
		"PATCH /api/events/{eventId}/faces": {
			id: "updateEventFaces",
			summary: "Switch faces on or off",
			description: "Off, and all face data of the event is deleted.",
			request: { enabled: true, guest_search: true },
			answers: { 200: { about: "As it is now", example: { ...FACES, looked: 0, failed: 0 } } },
		},
		"DELETE /api/events/{eventId}/faces": {
			id: "deleteEventFaces",
			summary: "Delete all face data of an event",
			answers: { 204: { about: "It is gone, and faces are switched off" } },
		},
		"POST /api/events/{eventId}/faces/searches": {
			id: "searchFaces",
			summary: "Search an event with a selfie",
			description:
				"For guests. Nothing of the selfie is kept; what is kept is the consent and which photos were found, until the search is deleted. Those are at `GET /api/events/{eventId}/photos?search=`.",
			for: "guests",
			about: { consent: "The version of the text that the guest has agreed to" },
			form: {
				fields: z.object({ consent: z.literal(CONSENT_VERSION) }),
				files: { selfie: { about: "A photo with one clear face", required: true } },
			},
			answers: {
				201: {
					about: "How many photos were found",
					example: {
						id: "019a9b3c-e690-7ece-90e5-a3b4c5d6e758",
						photos: 12,
						consent_version: CONSENT_VERSION,
						consented_at: UPLOADED_AT,
					},
				},
			},
			errors: [
				...(["FACE_SEARCH_OFF", "CONSENT_REQUIRED", "NO_FACE", "MULTIPLE_FACES"] as const),
				...(["UNSUPPORTED_FORMAT", "INVALID_IMAGE"] as const),
			],
		},
		"DELETE /api/events/{eventId}/faces/searches/{searchId}": {
			id: "deleteFaceSearch",
			summary: "Delete one's face data",
			description: "For whoever has the search's id.",
			for: "guests",
			answers: { 204: { about: "The search is forgotten" } },
			errors: ["FACE_SEARCH_NOT_FOUND"],
		},
		"GET /api/events/{eventId}/people": {
			id: "listEventPeople",
			summary: "The people on an event's photos",
			description: "Those on most photos first.",
			answers: {
				200: {
					about: "A page of people; `total` is of all pages",
					example: { people: [PERSON], next_cursor: null, total: 74 },
				},
			},
			errors: READING,
		},
		"GET /api/events/{eventId}/people/{personId}": {
			id: "getEventPerson",
			summary: "One person with their faces",
			answers: {
				200: {
					about: "A page of faces; `total` is of all pages",
					example: {
						...ALONE,
						faces: [{ id: FACE_ID, photo_id: PHOTO_ID, picture: PICTURE }],
						...{ next_cursor: null, total: faces },
					},
				},
			},
			errors: [...READING, "PERSON_NOT_FOUND"],
		},
		"PATCH /api/events/{eventId}/people/{personId}": {
			id: "nameEventPerson",
			summary: "Name a person, or take the name away",
			request: { name: "Rani" },
			answers: { 200: { about: "The person as they are now", example: PERSON } },
			errors: ["PERSON_NOT_FOUND"],
		},
		"DELETE /api/events/{eventId}/people/{personId}": {
			id: "forgetEventPerson",
			summary: "Forget a person",
			description: "All that tells their face is deleted; their photos stay.",
			answers: { 204: { about: "They are forgotten" } },
			errors: ["PERSON_NOT_FOUND"],
		},
		"POST /api/events/{eventId}/people/{personId}/merge": {
			id: "mergeEventPeople",
			summary: "Make several people one",
			request: { from: [OTHER_ID] },
			answers: { 200: { about: "The one person", example: { ...PERSON, photos: 40, faces: 41 } } },
			errors: ["PERSON_NOT_FOUND"],
		},
		"POST /api/events/{eventId}/people/{personId}/split": {
			id: "splitEventPerson",
			summary: "Say that some faces are another's",
			description: "Of `to`; of somebody new where that is left out.",
			request: { face_ids: [FACE_ID] },
			answers: {
				201: {
					about: "The new person",
					example: { ...PERSON, id: OTHER_ID, name: null, photos: 1, faces: 1 },
				},
				200: {
					about: "Whose the faces are now",
					example: { ...PERSON, id: OTHER_ID, name: "Ayu", photos: 9, faces: 9 },
				},
			},
			errors: ["PERSON_NOT_FOUND", "FACE_NOT_FOUND"],
		},
	},
};
