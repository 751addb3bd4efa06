import type { FamilyText } from "../reference.types.ts";
import { OWNER_ID, USE } from "./examples.ts";

const MADE_AT = "2024-12-29T10:00:00.000Z";

const USER = {
	...{ id: OWNER_ID, username: "rani", role: "photographer", domain: "default" },
	...{ email: "rani@example.com", created_at: MADE_AT, disabled_at: null },
	...{ invited: false, event_count: 12, key_count: 1 },
	...{ ...USE, storage_quota_bytes: null, file_quota: null },
};
const LINK = {
	link: "https://photos.example.com/invite?token=eyJhbGciOi…",
	expires_at: "2025-01-05T10:00:00.000Z",
};
const ENTRY = {
	id: "019a9b3c-e362-7f79-8b80-5e6f70819203",
	at: MADE_AT,
	user: { id: OWNER_ID, name: "rani" },
	key: null,
	action: "event_deleted",
	subject: { id: "16073628-2359-4df7-a505-f8a2a6139cf3", name: "testing" },
	address: "198.51.100.7",
	details: { photos: 240 },
};

const REFUSED = ["NOT_FOUND"] as const;

export const administration: FamilyText = {
	name: "Administration",
	description:
		"Users with what they keep, and the log of who did what. For administrators in person: others are told that there is nothing here.",
	operations: {
		"GET /api/admin/users": {
			id: "listUsers",
			summary: "Everybody with an account",
			about: { q: "In the name or the e-mail address" },
			answers: {
				200: { about: "By name", example: { users: [USER], next_cursor: null, total: 1 } },
			},
			errors: REFUSED,
		},
		"POST /api/admin/users": {
			id: "inviteUser",
			summary: "Invite somebody",
			description:
				"Makes the account, and a link by which its owner chooses a password: once, within 7 days.",
			request: { username: "rani", email: "rani@example.com", role: "photographer" },
			answers: {
				201: {
					about: "The account and the link",
					example: { ...LINK, user: { ...USER, invited: true, event_count: 0, key_count: 0 } },
				},
			},
			errors: [...REFUSED, "USERNAME_TAKEN"],
		},
		"PATCH /api/admin/users/{userId}": {
			id: "updateUser",
			summary: "Change a user's role, domain or quotas, disable or enable them",
			description:
				"Disabling ends their sign-ins, keys and link for good. A quota of null is the operator's default. What is kept already stays, and no more comes in.",
			request: { storage_quota_bytes: 50_000_000_000, file_quota: null },
			answers: {
				200: {
					about: "As they are now",
					example: {
						...USER,
						...{ storage_quota_bytes: 50_000_000_000, storage_limit_bytes: 50_000_000_000 },
					},
				},
			},
			errors: [...REFUSED, "USER_NOT_FOUND", "LAST_ADMIN", "NOTHING_TO_CHANGE"],
		},
		"POST /api/admin/users/{userId}/reset": {
			id: "resetUser",
			summary: "Make a link by which a user chooses a new password",
			description:
				"The link before it is worth nothing. The old password works until this is used.",
			answers: { 201: { about: "The link", example: LINK } },
			errors: [...REFUSED, "USER_NOT_FOUND", "ACCOUNT_DISABLED"],
		},
		"GET /api/admin/audit": {
			id: "listAudit",
			summary: "Who did what, and from where",
			description: "All there has ever been: no entry is changed or removed.",
			about: {
				action: "Only what was done in this way",
				by: "Only what was done by users with this in their name",
				since: "Only what was done since then",
			},
			answers: {
				200: { about: "Newest first", example: { entries: [ENTRY], next_cursor: null } },
			},
			errors: REFUSED,
		},
	},
};
