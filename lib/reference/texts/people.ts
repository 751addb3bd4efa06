import type { FamilyText } from "../reference.types.ts";
import { fileUrl, UPLOADED_AT } from "./examples.ts";

const PERSON_ID = "019a9b3c-c34a-7b9b-8da2-708192a3b425";
const OTHER_ID = "019a9b3c-c35b-7b9b-8da2-708192a3b425";
const FACE_ID = "019a9b3c-c250-7a8a-9c91-6f708192a314";

const SAMPLE = {
	id: "019a9b3c-c45c-7cac-9eb3-8192a3b4c536",
	picture: {
		url: fileUrl("media/…/medium.webp"),
		...{ x: 0.41, y: 0.18, width: 0.16, height: 0.24 },
		...{ image_width: 3000, image_height: 2000 },
	},
	quality: 0.93,
	created_at: UPLOADED_AT,
};

const PERSON = {
	id: PERSON_ID,
	name: "John Doe",
	samples: 1,
	picture: SAMPLE.picture,
	created_at: UPLOADED_AT,
};

export const people: FamilyText = {
	name: "People",
	description:
		"Whom recognition knows, each by pictures of their face. They belong to a domain: no other sees or matches them.",
	operations: {
		"GET /api/people": {
			id: "listPeople",
			summary: "The people of one's domain",
			about: { name: "Only people with this in their name" },
			answers: {
				200: {
					about: "A page of people; `total` is of all pages",
					example: { people: [PERSON], next_cursor: null, total: 1 },
				},
			},
		},
		"POST /api/people": {
			id: "createPerson",
			summary: "Add a person",
			description: "They are matched as soon as there is a picture of them.",
			request: { name: "John Doe" },
			answers: {
				201: { about: "The person", example: { ...PERSON, samples: 0, picture: null } },
			},
		},
		"GET /api/people/{personId}": {
			id: "getPerson",
			summary: "One person with their pictures",
			answers: { 200: { about: "The person", example: { ...PERSON, samples: [SAMPLE] } } },
			errors: ["PERSON_NOT_FOUND"],
		},
		"PATCH /api/people/{personId}": {
			id: "renamePerson",
			summary: "Give a person another name",
			request: { name: "John A. Doe" },
			answers: {
				200: { about: "The person as they are now", example: { ...PERSON, name: "John A. Doe" } },
			},
			errors: ["PERSON_NOT_FOUND"],
		},
		"DELETE /api/people/{personId}": {
			id: "deletePerson",
			summary: "Forget a person",
			description: "With all pictures of them.",
			answers: { 204: { about: "They are matched no more" } },
			errors: ["PERSON_NOT_FOUND"],
		},
		"POST /api/people/{personId}/merge": {
			id: "mergePeople",
			summary: "Make several people one",
			description: "The pictures of the others are theirs then, and the others are gone.",
			request: { from: [OTHER_ID] },
			answers: { 200: { about: "The one person", example: { ...PERSON, samples: 3 } } },
			errors: ["PERSON_NOT_FOUND"],
		},
		"POST /api/people/{personId}/photos": {
			id: "addPersonPhoto",
			summary: "Add a picture of a person",
			description: "With exactly one clear face.",
			form: { files: { file: { about: "The picture", required: true } } },
			answers: {
				201: { about: "The picture", example: SAMPLE, headers: ["Idempotency-Replayed"] },
			},
			errors: [
				"PERSON_NOT_FOUND",
				"UNSUPPORTED_FORMAT",
				"INVALID_IMAGE",
				"NO_FACE",
				"MULTIPLE_FACES",
			],
		},
		"POST /api/people/{personId}/samples": {
			id: "addPersonFace",
			summary: "Add a face of a recognition to a person",
			request: { face_id: FACE_ID },
			answers: { 201: { about: "The picture", example: SAMPLE } },
			errors: ["PERSON_NOT_FOUND", "FACE_NOT_FOUND", "QUOTA_EXCEEDED"],
		},
		"DELETE /api/people/{personId}/photos/{sampleId}": {
			id: "deletePersonPhoto",
			summary: "Delete a picture of a person",
			answers: { 204: { about: "It is gone" } },
			errors: ["PERSON_NOT_FOUND", "SAMPLE_NOT_FOUND"],
		},
	},
};
