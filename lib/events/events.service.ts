import { GUEST_PASS_SECONDS, issueGuestPass } from "#lib/auth/tokens.ts";
import { type Actor, hasScope, isAdmin, passFor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid, newId } from "#lib/core/ids.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { signFileUrl } from "#lib/storage/file-url.ts";
import { renditionType } from "#lib/storage/object-keys.ts";
import * as policy from "./events.policy.ts";
import * as repo from "./events.repo.ts";
import type {
	EventCreate,
	EventFull,
	EventListItem,
	EventPatch,
	EventPublic,
	EventQuery,
} from "./events.schema.ts";
import { ALBUMS } from "./events.values.ts";

/** An event that this caller may do this with: what functions that change take instead of an id. */
export interface EventProof extends Readonly<policy.Viewer> {
	readonly actor: Actor;
	readonly action: policy.EventAction;
	readonly event: repo.EventRow;
}

/** Owner or admin, or as far as a guest. */
const viewerOf = (actor: Actor, event: repo.EventRow): policy.Viewer => ({
	owns: policy.owns(actor, event),
	passId: passFor(actor, event.id)?.id ?? null,
});

/** Throws `EVENT_NOT_FOUND` and what `events.policy` says otherwise. */
export async function authorize(
	actor: Actor,
	action: policy.EventAction,
	eventId: string,
): Promise<EventProof> {
	const event = isUuid(eventId) ? await repo.findEvent(eventId) : null;
	if (!event) throw policy.eventNotFound();
	const refused = policy.refusal(actor, action, event);
	if (refused) throw refused;
	return { actor, action, event, ...viewerOf(actor, event) };
}

/**
 * Keeps the event, and what it says of guests, as they are until the transaction ends, and proves once
 * more what was proven before a body came in. Throws as `authorize`.
 */
export async function holdEvent(tx: Tx, { actor, action, event }: EventProof) {
	const held = await repo.holdEvent(tx, event.id);
	if (!held) throw policy.eventNotFound();
	const pass = passFor(actor, held.id);
	const passes = pass && (await repo.isPassValid(tx, pass.id)) ? [pass] : [];
	const refused = policy.refusal({ ...actor, passes }, action, held);
	if (refused) throw refused;
	return held;
}

/** For a job, which has nothing to prove: false when the event is gone. */
export async function keepEvent(tx: Tx, eventId: string): Promise<boolean> {
	return (await repo.holdEvent(tx, eventId)) !== null;
}

const isoDate = (date: Date) => date.toISOString().slice(0, 10);

function toPublic(event: repo.EventRow, counts: repo.AlbumCounts): EventPublic {
	return {
		id: event.id,
		name: event.name,
		date: isoDate(event.date),
		photographer: event.owner.username,
		guest_uploads: event.guestUploads,
		guest_face_search: event.guestFaceSearch && event.facesSince !== null,
		guest_approval: event.guestApproval,
		downloads: event.downloads,
		photo_count: counts.total,
		albums: ALBUMS.map((name) => ({ name, photo_count: counts.byAlbum.get(name) ?? 0 })),
	};
}

async function toFull(event: repo.EventRow): Promise<EventFull> {
	const counts = await repo.countAlbums(event.id, { owns: true, passId: null });
	return {
		...toPublic(event, counts),
		waiting_count: counts.waiting,
		access_code: event.accessCode,
		guest_originals: event.guestOriginals,
		guest_face_search: event.guestFaceSearch,
		listed: event.listed,
		expires_at: event.expiresAt?.toISOString() ?? null,
		owner_id: event.ownerId,
		created_at: event.createdAt.toISOString(),
		updated_at: event.updatedAt.toISOString(),
	};
}

function toListItem(
	event: { id: string; name: string; date: Date },
	figures: repo.EventFigures | undefined,
): EventListItem {
	const cover = figures?.cover_key
		? {
				url: signFileUrl({ key: figures.cover_key, contentType: renditionType(figures.cover_key) }),
				placeholder: figures.cover_placeholder,
			}
		: null;
	return {
		id: event.id,
		name: event.name,
		date: isoDate(event.date),
		photo_count: figures?.photo_count ?? 0,
		processing_count: figures?.processing_count ?? 0,
		cover,
	};
}

/** The caller's own events (an admin's: all), and those that their owners list publicly. */
export async function listEvents(
	actor: Actor,
	query: EventQuery,
): Promise<{ events: EventListItem[] }> {
	const mayRead = hasScope(actor, "events:read");
	const events = await repo.listEvents({
		ownerId: mayRead ? (actor.user?.id ?? null) : null,
		everyone: query.owned && isAdmin(actor) && mayRead,
		listed: !query.owned,
		name: query.eventName,
		limit: query.limit,
	});
	const own = events.filter((event) => mayRead && policy.owns(actor, event));
	const figures = new Map(
		(await repo.readFigures(own.map((event) => event.id))).map((row) => [row.event_id, row]),
	);
	const ownIds = new Set(own.map((event) => event.id));
	return {
		events: events.map((event) =>
			ownIds.has(event.id)
				? toListItem(event, figures.get(event.id))
				: { id: event.id, name: event.name, date: isoDate(event.date) },
		),
	};
}

export async function createEvent(actor: Actor, request: EventCreate): Promise<EventFull> {
	if (!actor.user) throw new AppError("UNAUTHENTICATED", { message: "Please sign in" });
	const event = await repo.insertEvent({
		ownerId: actor.user.id,
		name: request.name,
		date: new Date(request.date),
		accessCode: request.access_code,
		listed: request.listed,
		guestUploads: request.guest_uploads,
		guestFaceSearch: request.guest_face_search,
		downloads: request.downloads,
		guestOriginals: request.guest_originals,
		guestApproval: request.guest_approval,
		expiresAt: request.expires_at ? new Date(request.expires_at) : null,
	});
	return toFull(event);
}

/** Everything for its owner and admins, what a guest may know for guests. */
export async function getEvent(actor: Actor, eventId: string): Promise<EventFull | EventPublic> {
	const proof = await authorize(actor, "event:read", eventId);
	const { event } = proof;
	return proof.owns ? toFull(event) : toPublic(event, await repo.countAlbums(event.id, proof));
}

export async function updateEvent(
	actor: Actor,
	eventId: string,
	patch: EventPatch,
): Promise<EventFull> {
	const { event } = await authorize(actor, "event:edit", eventId);
	const changed = await inTransaction((tx) =>
		repo.updateEvent(tx, event.id, {
			name: patch.name,
			date: patch.date === undefined ? undefined : new Date(patch.date),
			accessCode: patch.access_code,
			listed: patch.listed,
			guestUploads: patch.guest_uploads,
			guestFaceSearch: patch.guest_face_search,
			downloads: patch.downloads,
			guestOriginals: patch.guest_originals,
			guestApproval: patch.guest_approval,
			expiresAt: patch.expires_at ? new Date(patch.expires_at) : patch.expires_at,
		}),
	);
	if (!changed) throw policy.eventNotFound();
	return toFull(changed);
}

/** For `media`, which takes the event's photos along in the same transaction. */
export async function softDeleteEvent(tx: Tx, proof: EventProof): Promise<void> {
	if (!(await repo.softDeleteEvent(tx, proof.event.id))) throw policy.eventNotFound();
}

const wrongCode = () =>
	new AppError("INVALID_ACCESS_CODE", { message: "This access code is wrong" });

/** Throws `INVALID_ACCESS_CODE`, and `ACCESS_CODE_REQUIRED` without one for who is not in already. */
function assertMayEnter(actor: Actor, event: repo.EventRow, code: string | null): void {
	if (event.accessCode === null) return;
	if (code !== null && !policy.codeMatches(event, code)) throw wrongCode();
	const refused = code === null && policy.refusal(actor, "gallery:view", event);
	if (refused) throw refused;
}

/**
 * A guest pass: for the right code, and for anybody where there is none. A guest who has one, or had one
 * before the code was changed, keeps it, and with it what they chose and sent. Throws
 * `INVALID_ACCESS_CODE`, `ACCESS_CODE_REQUIRED`, `EVENT_NOT_FOUND`.
 */
export async function openEvent(actor: Actor, eventId: string, code: string | null) {
	const event = isUuid(eventId) ? await repo.findEvent(eventId) : null;
	if (!event || policy.isExpired(event)) throw policy.eventNotFound();
	assertMayEnter(actor, event, code);
	const had = [...actor.passes, ...actor.endedPasses].find((pass) => pass.eventId === event.id);
	const expiresAt = new Date(Date.now() + GUEST_PASS_SECONDS * 1000);
	const pass = await inTransaction((tx) =>
		repo.putGuestPass(tx, event, { id: had?.id ?? newId(), expiresAt }),
	);
	if (!pass) throw wrongCode();
	return {
		access_token: await issueGuestPass(pass.id),
		token_type: "bearer" as const,
		expires_in: GUEST_PASS_SECONDS,
		event: { id: event.id, name: event.name, date: isoDate(event.date) },
	};
}

export type Gallery =
	| { status: "open"; event: EventPublic }
	| {
			status: "code";
			event: Pick<EventPublic, "id" | "name" | "date" | "photographer">;
	  }
	| { status: "missing" };

/** What somebody who opens an event's link is to see: the photos, the code form, or nothing. */
export async function openGallery(actor: Actor, eventId: string): Promise<Gallery> {
	const event = isUuid(eventId) ? await repo.findEvent(eventId) : null;
	if (!event) return { status: "missing" };
	const refused = policy.refusal(actor, "gallery:view", event);
	if (!refused) {
		const counts = await repo.countAlbums(event.id, viewerOf(actor, event));
		return { status: "open", event: toPublic(event, counts) };
	}
	if (policy.isExpired(event)) return { status: "missing" };
	const { id, name } = event;
	const photographer = event.owner.username;
	return { status: "code", event: { id, name, date: isoDate(event.date), photographer } };
}
