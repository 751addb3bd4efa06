import type { FamilyText } from "../reference.types.ts";
import { OWNER_ID, USE } from "./examples.ts";

const KEY_ID = "019a9b3c-b140-7f79-8b80-5e6f70819203";

const ACCOUNT = {
	...{ id: OWNER_ID, username: "photographer", role: "photographer", domain: "example.com" },
};
const SIGNED_IN = {
	access_token: "eyJhbGciOiJIUzI1NiJ9.eyJzaWQiOiIw…",
	token_type: "bearer",
	expires_in: 1800,
	refresh_token: "ptr_Jx0…",
	user: ACCOUNT,
};
const KEY = {
	id: KEY_ID,
	name: "Upload script",
	scopes: ["photos:write"],
	hint: "ptk_9fG2",
	created_at: "2024-12-29T10:00:00.000Z",
	last_used_at: null,
	expires_at: null,
};

const OWN = {
	...{ ...ACCOUNT, email: "rani@example.com", created_at: "2024-12-29T10:00:00.000Z" },
	...USE,
};
const SESSION = {
	id: "019a9b3c-c251-7f79-8b80-5e6f70819203",
	device: { name: "Firefox", system: "Windows" },
	current: true,
	created_at: "2024-12-29T10:00:00.000Z",
	last_seen_at: "2024-12-29T10:05:00.000Z",
	expires_at: "2025-01-28T10:00:00.000Z",
};

export const accounts: FamilyText = {
	name: "Accounts",
	description:
		"Signing in, one's own account, and keys for scripts. A key does nothing with accounts and keys.",
	operations: {
		"POST /api/auth/login": {
			id: "login",
			summary: "Sign in",
			for: "nobody",
			request: { username: "photographer", password: "photographer123" },
			answers: {
				200: {
					about: "An access token for half an hour, and one to renew it with",
					example: SIGNED_IN,
					headers: ["Set-Cookie"],
				},
			},
			errors: ["INVALID_CREDENTIALS"],
		},
		"POST /api/auth/refresh": {
			id: "refresh",
			summary: "Renew an access token",
			description:
				"A refresh token is good once. One that comes a second time was stolen: the whole sign-in ends.",
			for: "nobody",
			request: { refresh_token: "ptr_Jx0…" },
			answers: { 200: { about: "A new pair", example: SIGNED_IN, headers: ["Set-Cookie"] } },
			errors: ["INVALID_REFRESH_TOKEN"],
		},
		"POST /api/auth/logout": {
			id: "logout",
			summary: "Sign out",
			answers: { 204: { about: "This sign-in is over", headers: ["Set-Cookie"] } },
		},
		"POST /api/auth/register": {
			id: "register",
			summary: "Make an account for oneself",
			description: "Where the operator lets people.",
			for: "nobody",
			request: { username: "rani", email: "rani@example.com", password: "a long password" },
			answers: { 201: { about: "The account", example: { ...ACCOUNT, username: "rani" } } },
			errors: ["REGISTRATION_CLOSED", "USERNAME_TAKEN"],
		},
		"POST /api/auth/setup": {
			id: "setUp",
			summary: "Make the first administrator",
			description: "By the link that an empty server writes into its log when it starts.",
			for: "nobody",
			request: { token: "eyJhbGciOi…", username: "admin", password: "a long password" },
			answers: {
				201: {
					about: "The administrator, signed in",
					example: { ...SIGNED_IN, user: { ...ACCOUNT, username: "admin", role: "admin" } },
					headers: ["Set-Cookie"],
				},
			},
			errors: ["SETUP_LINK_INVALID", "USERNAME_TAKEN"],
		},
		"POST /api/auth/invite": {
			id: "acceptInvite",
			summary: "Choose the password of an account that was made for one",
			description:
				"By the link that an administrator was given, which works once. Ends what sign-ins there were.",
			for: "nobody",
			request: { token: "eyJhbGciOi…", password: "a long password" },
			answers: { 200: { about: "Signed in", example: SIGNED_IN, headers: ["Set-Cookie"] } },
			errors: ["INVITE_LINK_INVALID"],
		},
		"GET /api/account": {
			id: "getAccount",
			summary: "One's own account",
			description:
				"With what it keeps (originals that are not deleted) and may keep; null where there is no limit.",
			answers: { 200: { about: "The account", example: OWN } },
			errors: ["FORBIDDEN"],
		},
		"PATCH /api/account": {
			id: "updateAccount",
			summary: "Change one's e-mail address",
			request: { email: "rani@example.com" },
			answers: { 200: { about: "As it is now", example: OWN } },
			errors: ["FORBIDDEN", "EMAIL_TAKEN"],
		},
		"POST /api/account/password": {
			id: "changePassword",
			summary: "Change one's password",
			description: "Ends all other sign-ins. API keys go on working.",
			request: { current: "the old password", next: "a long password" },
			answers: { 204: { about: "It is changed" } },
			errors: ["FORBIDDEN", "WRONG_PASSWORD"],
		},
		"GET /api/account/sessions": {
			id: "listSessions",
			summary: "Where one is signed in",
			description: "The sign-in that asks, then those seen last; a hundred at most, of `total`.",
			answers: {
				200: { about: "The sign-ins", example: { sessions: [SESSION], total: 1 } },
			},
			errors: ["FORBIDDEN"],
		},
		"DELETE /api/account/sessions": {
			id: "endOtherSessions",
			summary: "Sign out everywhere else",
			answers: { 204: { about: "Only the sign-in that asks is left" } },
			errors: ["FORBIDDEN"],
		},
		"DELETE /api/account/sessions/{sessionId}": {
			id: "endSession",
			summary: "Sign out somewhere",
			answers: { 204: { about: "This sign-in is over" } },
			errors: ["SESSION_NOT_FOUND", "FORBIDDEN"],
		},
		"GET /api/keys": {
			id: "listKeys",
			summary: "One's API keys",
			answers: { 200: { about: "The keys, by their first characters", example: { keys: [KEY] } } },
			errors: ["FORBIDDEN"],
		},
		"POST /api/keys": {
			id: "createKey",
			summary: "Make an API key",
			request: { name: "Upload script", scopes: ["photos:write"] },
			answers: {
				201: {
					about: "The key itself is in this answer only",
					example: { ...KEY, key: "ptk_9fG2…" },
				},
			},
			errors: ["FORBIDDEN"],
		},
		"DELETE /api/keys/{keyId}": {
			id: "revokeKey",
			summary: "End an API key",
			answers: { 204: { about: "It opens nothing any more" } },
			errors: ["KEY_NOT_FOUND", "FORBIDDEN"],
		},
	},
};
