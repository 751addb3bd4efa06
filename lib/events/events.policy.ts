/** Who may do what with an event: pure functions over the caller and the row. */
import { type Actor, hasScope, isAdmin, passFor, type Scope } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { sameText } from "#lib/core/signing.ts";

export interface EventRules {
	id: string;
	ownerId: string;
	accessCode: string | null;
	guestUploads: "off" | "code" | "open";
	expiresAt: Date | null;
}

export type EventAction =
	| "event:read"
	| "event:edit"
	| "gallery:view"
	| "photo:add"
	| "photo:remove"
	| "media:list"
	| "media:edit";

/** The scope that an API key needs for it. */
const SCOPE_OF: Record<EventAction, Scope> = {
	"event:read": "events:read",
	"event:edit": "events:write",
	"gallery:view": "photos:read",
	"photo:add": "photos:write",
	"photo:remove": "photos:write",
	// Every file with its original, whatever it is: for the owner alone.
	"media:list": "photos:read",
	"media:edit": "photos:write",
};

export const eventNotFound = () =>
	new AppError("EVENT_NOT_FOUND", { message: "This event does not exist" });

export function owns(actor: Actor, event: EventRules): boolean {
	return isAdmin(actor) || actor.user?.id === event.ownerId;
}

export function isExpired(event: EventRules, now = new Date()): boolean {
	return event.expiresAt !== null && event.expiresAt <= now;
}

/** Codes are told on paper and typed on phones: compared without case and outer spaces. */
export function codeMatches(event: EventRules, code: string): boolean {
	const fold = (text: string) => text.trim().toLowerCase();
	return event.accessCode !== null && sameText(fold(event.accessCode), fold(code));
}

/** Who looks at an event's photos. */
export interface Viewer {
	owns: boolean;
	/** As a guest of it. */
	passId: string | null;
}

/**
 * Which of an event's media somebody sees: what waits to be approved is for its owner and for the guest
 * who has sent it. Whatever lists, counts or hands out media for viewers adds this condition.
 */
export function shownTo({ owns: isOwner, passId }: Viewer) {
	if (isOwner) return {};
	return { OR: [{ waiting: false }, ...(passId ? [{ guestPassId: passId }] : [])] };
}

/** How this caller stands to an event as a guest of it. */
function guestStanding(actor: Actor, event: EventRules): "in" | "wrong-code" | "out" {
	if (passFor(actor, event.id)) return "in";
	if (actor.accessCode !== null) return codeMatches(event, actor.accessCode) ? "in" : "wrong-code";
	return "out";
}

/** A stranger is asked for the code; who has an account and no right is told of nothing. */
function turnedAway(actor: Actor, standing: "wrong-code" | "out"): AppError {
	if (standing === "wrong-code")
		return new AppError("INVALID_ACCESS_CODE", { message: "This access code is wrong" });
	if (actor.user) return eventNotFound();
	return new AppError("ACCESS_CODE_REQUIRED", {
		message: "Please enter the access code of this event",
	});
}

function refuseGuestUpload(actor: Actor, event: EventRules): AppError | null {
	if (event.guestUploads === "open") return null;
	const standing = guestStanding(actor, event);
	if (event.guestUploads === "code" && (event.accessCode === null || standing === "in"))
		return null;
	if (event.guestUploads === "code" || standing === "wrong-code")
		return turnedAway(actor, standing === "in" ? "out" : standing);
	if (standing === "in")
		return new AppError("FORBIDDEN", { message: "This event takes no photos from guests" });
	if (actor.user) return eventNotFound();
	return new AppError("UNAUTHENTICATED", { message: "Please sign in to add photos" });
}

/** Why this caller may not do this, or null when they may. */
export function refusal(actor: Actor, action: EventAction, event: EventRules): AppError | null {
	if (owns(actor, event)) {
		if (hasScope(actor, SCOPE_OF[action])) return null;
		return new AppError("INSUFFICIENT_SCOPE", {
			message: `This API key lacks the scope ${SCOPE_OF[action]}`,
		});
	}
	if (isExpired(event)) return eventNotFound();
	if (action === "photo:add") return refuseGuestUpload(actor, event);
	if (action === "event:read" || action === "gallery:view") {
		if (event.accessCode === null) return null;
		const standing = guestStanding(actor, event);
		return standing === "in" ? null : turnedAway(actor, standing);
	}
	if (!actor.user) return new AppError("UNAUTHENTICATED", { message: "Please sign in" });
	return eventNotFound();
}
