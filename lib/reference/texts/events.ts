import type { FamilyText } from "../reference.types.ts";
import { EVENT_ID, OWNER_ID, UPLOADED_AT } from "./examples.ts";

const EVENT = {
	id: EVENT_ID,
	name: "testing",
	date: "2024-12-25",
	photographer: "photographer",
	guest_uploads: "code",
	guest_face_search: false,
	guest_approval: false,
	downloads: true,
	photo_count: 2,
	albums: [
		{ name: "Official", photo_count: 2 },
		{ name: "Tamu", photo_count: 0 },
		{ name: "Bridesmaid", photo_count: 0 },
	],
	access_code: "asa",
	guest_originals: false,
	waiting_count: 0,
	listed: false,
	expires_at: null,
	owner_id: OWNER_ID,
	created_at: UPLOADED_AT,
	updated_at: UPLOADED_AT,
};

const SETTINGS = [
	"`guest_uploads`: `off`, `code` (guests who know the access code) or `open` (anyone with the address).",
	"`guest_approval`: what guests send is seen by other guests once its owner has approved it.",
	"`access_code`: without one, anyone with the address may look.",
	"`listed`: it stands on the home page.",
	"`downloads`: guests may download; `guest_originals`: with all the metadata of the original.",
	"`expires_at`: from then on it is closed to guests.",
].join("  \n");

export const events: FamilyText = {
	name: "Events",
	description: "An occasion with photos, owned by a photographer.",
	operations: {
		"GET /api/events": {
			id: "listEvents",
			summary: "Events, found by their names",
			description: "The caller's own, and those that their owners list publicly.",
			about: {
				eventName: "Only events with this in their name",
				owned: "True leaves out the events of others",
			},
			answers: {
				200: {
					about: "The events; the counts stand with one's own alone",
					example: { events: [{ id: EVENT_ID, name: "testing", date: "2024-12-25" }] },
				},
			},
		},
		"POST /api/events": {
			id: "createEvent",
			summary: "Create an event",
			description: SETTINGS,
			request: { name: "testing", date: "2024-12-25", access_code: "asa", guest_uploads: "code" },
			answers: { 201: { about: "The event", example: { ...EVENT, photo_count: 0, albums: [] } } },
		},
		"GET /api/events/{eventId}": {
			id: "getEvent",
			summary: "One event",
			description: "As much of it as its reader may know: the settings are for its owner.",
			for: "guests",
			answers: { 200: { about: "The event", example: EVENT } },
		},
		"PATCH /api/events/{eventId}": {
			id: "updateEvent",
			summary: "Change an event",
			description: `Only what is sent is changed.\n\n${SETTINGS}`,
			request: { listed: true, access_code: null },
			answers: {
				200: {
					about: "The event as it is now",
					example: { ...EVENT, listed: true, access_code: null },
				},
			},
		},
		"DELETE /api/events/{eventId}": {
			id: "deleteEvent",
			summary: "Delete an event",
			description: "With everything in it.",
			answers: { 204: { about: "It is gone" } },
		},
		"POST /api/events/{eventId}/access": {
			id: "openEvent",
			summary: "A guest's pass, for the access code",
			description:
				"The pass is sent as `Authorization: Bearer …`; browsers get it as a cookie too. Events without a code give one for nothing (`code: null`): favourites and photos are remembered by it. A guest who has one keeps it.",
			for: "nobody",
			request: { code: "asa" },
			answers: {
				200: {
					about: "The pass; `expires_in` is in seconds",
					example: {
						access_token: "eyJhbGciOiJIUzI1NiJ9.eyJwYXNzIjoi…",
						token_type: "bearer",
						expires_in: 7_776_000,
						event: { id: EVENT_ID, name: "testing", date: "2024-12-25" },
					},
					headers: ["Set-Cookie"],
				},
			},
		},
	},
};
