import { describe, expect, it } from "vitest";
import { type Actor, ANONYMOUS } from "#lib/core/actor.ts";
import {
	codeMatches,
	type EventAction,
	type EventRules,
	isExpired,
	owns,
	refusal,
	shownTo,
} from "#lib/events/events.policy.ts";

const OWNER = "00000000-0000-7000-8000-000000000001";
const EVENT = "00000000-0000-7000-8000-00000000000e";
const CODE = "asa";

function aUser(id: string, role: "admin" | "photographer" = "photographer"): Actor {
	return {
		...ANONYMOUS,
		via: "token",
		user: { id, username: id.slice(-4), role, domain: "default" },
	};
}

const passFor = (eventId: string) => [{ id: "00000000-0000-7000-8000-0000000000aa", eventId }];

const CALLERS = {
	owner: aUser(OWNER),
	admin: aUser("00000000-0000-7000-8000-0000000000ad", "admin"),
	"owner's key without scope": { ...aUser(OWNER), via: "key", scopes: ["batches:read"] },
	"admin's key without scope": { ...aUser("other", "admin"), via: "key", scopes: [] },
	other: aUser("00000000-0000-7000-8000-000000000002"),
	"other's key with every scope": {
		...aUser("00000000-0000-7000-8000-000000000002"),
		via: "key",
		scopes: ["events:read", "events:write", "photos:read", "photos:write"],
	},
	anonymous: ANONYMOUS,
	"pass for another event": { ...ANONYMOUS, passes: passFor("another") },
	pass: { ...ANONYMOUS, passes: passFor(EVENT) },
	"pass and wrong code": { ...ANONYMOUS, passes: passFor(EVENT), accessCode: "nope" },
	"other with the right code": { ...aUser("other"), accessCode: CODE },
	"right code": { ...ANONYMOUS, accessCode: CODE },
	"wrong code": { ...ANONYMOUS, accessCode: "nope" },
} satisfies Record<string, Actor>;
type Caller = keyof typeof CALLERS;

const ACTIONS = [
	...(["event:read", "event:edit", "gallery:view", "photo:add", "photo:remove"] as const),
	...(["media:list", "media:edit"] as const),
];
const UPLOADS = ["off", "code", "open"] as const;
type Uploads = (typeof UPLOADS)[number];

/** Those who are guests at most, in the order of the rows below. */
const GUESTS = [
	...(["other", "other's key with every scope", "anonymous", "pass for another event"] as const),
	...(["pass", "pass and wrong code", "other with the right code"] as const),
	...(["right code", "wrong code"] as const),
];

const all = (code: string) => GUESTS.map(() => code);

const UNSEEN = "EVENT_NOT_FOUND";
const ASKED = "ACCESS_CODE_REQUIRED";
const WRONG = "INVALID_ACCESS_CODE";
const STRANGER = "UNAUTHENTICATED";

/** What guests are answered while the event lasts, one column a guest. */
function answersFor(action: EventAction, coded: boolean, uploads: Uploads): string[] {
	const byCode = [UNSEEN, UNSEEN, ASKED, ASKED, "ok", "ok", "ok", "ok", WRONG];
	if (action === "event:read" || action === "gallery:view") return coded ? byCode : all("ok");
	if (action === "photo:add") {
		if (uploads === "open") return all("ok");
		if (uploads === "code") return coded ? byCode : all("ok");
		const withPass = ["FORBIDDEN", "FORBIDDEN"];
		const withCode = coded ? ["FORBIDDEN", "FORBIDDEN", WRONG] : [WRONG, WRONG, WRONG];
		return [UNSEEN, UNSEEN, STRANGER, STRANGER, ...withPass, ...withCode];
	}
	const [signedIn, guest] = [UNSEEN, STRANGER];
	return [signedIn, signedIn, guest, guest, guest, guest, signedIn, guest, guest];
}

function expected(
	caller: Caller,
	action: EventAction,
	coded: boolean,
	uploads: Uploads,
	expired: boolean,
) {
	if (caller === "owner" || caller === "admin") return "ok";
	if (caller.includes("without scope")) return "INSUFFICIENT_SCOPE";
	if (expired) return UNSEEN;
	return answersFor(action, coded, uploads)[(GUESTS as readonly string[]).indexOf(caller)];
}

const anEvent = (settings: Partial<EventRules> = {}): EventRules => ({
	id: EVENT,
	ownerId: OWNER,
	accessCode: CODE,
	guestUploads: "off",
	expiresAt: null,
	...settings,
});

const PAST = new Date(Date.now() - 1000);
const FUTURE = new Date(Date.now() + 3600_000);

for (const action of ACTIONS)
	describe(action, () => {
		for (const caller of Object.keys(CALLERS) as Caller[])
			for (const coded of [true, false])
				for (const guestUploads of UPLOADS)
					for (const expired of [false, true])
						it(`${caller}, ${coded ? "with" : "no"} code, uploads ${guestUploads}${expired ? ", expired" : ""}`, () => {
							const event = anEvent({
								guestUploads,
								accessCode: coded ? CODE : null,
								expiresAt: expired ? PAST : FUTURE,
							});
							const refused = refusal(CALLERS[caller], action, event);
							const wanted = expected(caller, action, coded, guestUploads, expired);
							expect(refused?.code ?? "ok").toBe(wanted);
						});
	});

describe("scopes of an owner's key", () => {
	const scopeOf: Record<EventAction, string> = {
		"event:read": "events:read",
		"event:edit": "events:write",
		"gallery:view": "photos:read",
		"photo:add": "photos:write",
		"photo:remove": "photos:write",
		"media:list": "photos:read",
		"media:edit": "photos:write",
	};
	for (const action of ACTIONS)
		it(`${action} takes ${scopeOf[action]} and no other`, () => {
			for (const scope of ["events:read", "events:write", "photos:read", "photos:write"] as const) {
				const key: Actor = { ...aUser(OWNER), via: "key", scopes: [scope] };
				const allowed = refusal(key, action, anEvent()) === null;
				expect(allowed, scope).toBe(scope === scopeOf[action]);
			}
		});
});

describe("codes", () => {
	for (const typed of ["asa", "ASA", "  Asa "])
		it(`'${typed}' is right`, () => expect(codeMatches(anEvent(), typed)).toBe(true));
	for (const typed of ["", "as", "asaa", "a sa", "asa\u0000"])
		it(`${JSON.stringify(typed)} is wrong`, () =>
			expect(codeMatches(anEvent(), typed)).toBe(false));
	it("none is right where the event has none, not even an empty one", () => {
		expect(codeMatches(anEvent({ accessCode: null }), "")).toBe(false);
		expect(codeMatches(anEvent({ accessCode: null }), "null")).toBe(false);
	});
});

describe("expiry and ownership", () => {
	it("an event is over from its expiry on", () => {
		const at = new Date("2026-05-09T12:00:00Z");
		expect(isExpired(anEvent({ expiresAt: at }), new Date(at.getTime() - 1))).toBe(false);
		expect(isExpired(anEvent({ expiresAt: at }), at)).toBe(true);
		expect(isExpired(anEvent({ expiresAt: null }), at)).toBe(false);
	});
	it("nobody without an account owns anything", () => {
		expect(owns(ANONYMOUS, anEvent())).toBe(false);
		expect(owns(CALLERS.pass, anEvent())).toBe(false);
		expect(owns(CALLERS.owner, anEvent())).toBe(true);
	});
});

describe("what waits for approval", () => {
	it("is shown to the owner, and to the guest who has sent it", () => {
		expect(shownTo({ owns: true, passId: null })).toEqual({});
		expect(shownTo({ owns: false, passId: null })).toEqual({ OR: [{ waiting: false }] });
		expect(shownTo({ owns: false, passId: "a" })).toEqual({
			OR: [{ waiting: false }, { guestPassId: "a" }],
		});
	});
});
