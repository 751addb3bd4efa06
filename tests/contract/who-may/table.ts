/** Who may do what, written by hand after what was agreed on: endpoint by endpoint, what each is answered. */
import type { Scope } from "#lib/core/actor.ts";

/** In the order of the columns. */
export const ACTORS = [
	"nobody",
	"guest of this event",
	"guest of another",
	"photographer A, whose it is",
	"photographer B, of another domain",
	"admin",
	"key of A with the scope",
	"key of A without it",
	"token of A that expired",
	"key of A that was revoked",
	"disabled administrator",
] as const;
export type ActorName = (typeof ACTORS)[number];

export interface Row {
	/** "GET /api/events" */
	endpoint: string;
	/** What a key needs; "-" where no scope helps or is asked for. */
	scope: Scope | "-";
	/** A status for each of `ACTORS`. */
	expected: readonly number[];
}

/**
 * What one may not see does not exist (404); who could come in is asked to (401). A credential that
 * holds no more is 401 wherever credentials are looked at. The figures of /metrics are for who has
 * their own token.
 */
const TABLE = `
auth                                                        scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
POST   /api/auth/login                                      -                  200 200 200 200 200 200 200 200 401 401 401
POST   /api/auth/logout                                     -                  204 204 204 204 204 204 204 204 401 401 401
POST   /api/auth/refresh                                    -                  200 200 200 200 200 200 200 200 401 401 401
POST   /api/auth/register                                   -                  201 201 201 201 201 201 201 201 401 401 401
POST   /api/auth/setup                                      -                  403 403 403 403 403 403 403 403 401 401 401
GET    /api/keys                                            -                  401 401 401 200 200 200 403 403 401 401 401
POST   /api/keys                                            -                  401 401 401 201 201 201 403 403 401 401 401
DELETE /api/keys/{keyId}                                    -                  401 401 401 204 404 404 403 403 401 401 401

accounts: for people, not for keys                          scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
POST   /api/auth/invite                                     -                  200 200 200 200 200 200 200 200 401 401 401
GET    /api/account                                         -                  401 401 401 200 200 200 403 403 401 401 401
PATCH  /api/account                                         -                  401 401 401 200 200 200 403 403 401 401 401
POST   /api/account/password                                -                  401 401 401 204 204 204 403 403 401 401 401
GET    /api/account/sessions                                -                  401 401 401 200 200 200 403 403 401 401 401
DELETE /api/account/sessions                                -                  401 401 401 204 204 204 403 403 401 401 401
DELETE /api/account/sessions/{sessionId}                    -                  401 401 401 204 404 404 403 403 401 401 401

administration: for others there is no such thing           scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
GET    /api/admin/users                                     -                  401 401 401 404 404 200 404 404 401 401 401
POST   /api/admin/users                                     -                  401 401 401 404 404 201 404 404 401 401 401
PATCH  /api/admin/users/{userId}                            -                  401 401 401 404 404 200 404 404 401 401 401
POST   /api/admin/users/{userId}/reset                      -                  401 401 401 404 404 201 404 404 401 401 401
GET    /api/admin/audit                                     -                  401 401 401 404 404 200 404 404 401 401 401
GET    /api/admin/storage                                   -                  401 401 401 404 404 200 404 404 401 401 401
GET    /api/admin/jobs                                      -                  401 401 401 404 404 200 404 404 401 401 401
GET    /api/admin/jobs/failed                               -                  401 401 401 404 404 200 404 404 401 401 401
POST   /api/admin/jobs/retry                                -                  401 401 401 404 404 202 404 404 401 401 401
POST   /api/admin/jobs/{jobId}/retry                        -                  401 401 401 404 404 202 404 404 401 401 401
GET    /metrics                                             -                  404 404 404 404 404 404 404 404 404 404 404

webhooks: their owner alone, in person                      scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
GET    /api/webhooks                                        -                  401 401 401 200 200 200 403 403 401 401 401
POST   /api/webhooks                                        -                  401 401 401 201 201 201 403 403 401 401 401
PATCH  /api/webhooks/{webhookId}                            -                  401 401 401 200 404 404 403 403 401 401 401
DELETE /api/webhooks/{webhookId}                            -                  401 401 401 204 404 404 403 403 401 401 401
POST   /api/webhooks/{webhookId}/test                       -                  401 401 401 202 404 404 403 403 401 401 401
GET    /api/webhooks/{webhookId}/deliveries                 -                  401 401 401 200 404 404 403 403 401 401 401
POST   /api/webhooks/{webhookId}/deliveries/{deliveryId}/retry -                  401 401 401 202 404 404 403 403 401 401 401

about the server                                            scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
GET    /api/health                                          -                  200 200 200 200 200 200 200 200 401 401 401
GET    /api/openapi.json                                    -                  200 200 200 200 200 200 200 200 401 401 401

events                                                      scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
GET    /api/events                                          events:read        200 200 200 200 200 200 200 200 401 401 401
POST   /api/events                                          events:write       401 401 401 201 201 201 201 403 401 401 401
GET    /api/events/{eventId}                                events:read        401 200 401 200 404 200 200 403 401 401 401
PATCH  /api/events/{eventId}                                events:write       401 401 401 200 404 200 200 403 401 401 401
DELETE /api/events/{eventId}                                events:write       401 401 401 204 404 204 204 403 401 401 401
POST   /api/events/{eventId}/access                         -                  200 200 200 200 200 200 200 200 401 401 401

photos                                                      scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
GET    /api/events/{eventId}/photos                         photos:read        401 200 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/photos/layout                  photos:read        401 200 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/photos/ids                     photos:read        401 200 401 200 404 200 200 403 401 401 401
POST   /api/events/{eventId}/photos                         photos:write       401 201 401 201 404 201 201 403 401 401 401
POST   /api/events/{eventId}/photos/batch                   photos:write       401 200 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/photos/{photoId}               photos:read        401 200 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/preview                        photos:read        401 200 401 200 404 200 200 403 401 401 401
DELETE /api/events/{eventId}/photos/{photoId}               photos:write       401 401 401 204 404 204 204 403 401 401 401
GET    /api/events/{eventId}/photos/arrived                 photos:read        401 200 401 200 404 200 200 403 401 401 401
POST   /api/events/{eventId}/photos/approve                 photos:write       401 401 401 200 404 200 200 403 401 401 401
POST   /api/events/{eventId}/photos/missing                 photos:write       401 401 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/statistics                     photos:read        401 401 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/photos/facets                  photos:read        401 401 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/photos/zones                   photos:read        401 200 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/photos/similar                 photos:read        401 401 401 200 404 200 200 403 401 401 401
PUT    /api/events/{eventId}/photos/{photoId}/favourite     photos:read        401 204 401 401 404 401 401 403 401 401 401
DELETE /api/events/{eventId}/photos/{photoId}/favourite     photos:read        401 204 401 401 404 401 401 403 401 401 401
GET    /api/events/{eventId}/favourites/mine                photos:read        401 200 401 200 404 200 200 403 401 401 401
PATCH  /api/events/{eventId}/favourites/mine                photos:read        401 200 401 401 404 401 401 403 401 401 401
GET    /api/events/{eventId}/favourites/lists/{listId}      photos:read        401 200 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/favourites                     photos:read        401 401 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/favourites/export              photos:read        401 401 401 200 404 200 200 403 401 401 401
POST   /api/events/{eventId}/downloads                      photos:read        401 201 401 201 404 201 201 403 401 401 401
POST   /api/events/{eventId}/downloads/totals               photos:read        401 200 401 200 404 200 200 403 401 401 401
GET    /files/{key}                                         -                  200 200 200 200 200 200 200 200 200 200 200

faces in an event's photos                                  scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
GET    /api/events/{eventId}/faces                          events:read        401 401 401 200 404 200 200 403 401 401 401
PATCH  /api/events/{eventId}/faces                          events:write       401 401 401 200 404 200 200 403 401 401 401
DELETE /api/events/{eventId}/faces                          events:write       401 401 401 204 404 204 204 403 401 401 401
POST   /api/events/{eventId}/faces/searches                 photos:read        401 201 401 201 404 201 201 403 401 401 401
DELETE /api/events/{eventId}/faces/searches/{searchId}      photos:read        401 204 401 204 404 204 204 403 401 401 401
GET    /api/events/{eventId}/people                         events:read        401 401 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/people/{personId}              events:read        401 401 401 200 404 200 200 403 401 401 401
PATCH  /api/events/{eventId}/people/{personId}              events:write       401 401 401 200 404 200 200 403 401 401 401
DELETE /api/events/{eventId}/people/{personId}              events:write       401 401 401 204 404 204 204 403 401 401 401
POST   /api/events/{eventId}/people/{personId}/merge        events:write       401 401 401 200 404 200 200 403 401 401 401
POST   /api/events/{eventId}/people/{personId}/split        events:write       401 401 401 201 404 201 201 403 401 401 401

zones, with the originals of an event                       scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
GET    /api/v1/events/{eventId}/media                       photos:read        401 401 401 200 404 200 200 403 401 401 401
POST   /api/v1/events/{eventId}/media                       photos:write       401 401 401 200 404 200 200 403 401 401 401
GET    /api/v1/events/{eventId}/media/grouped               photos:read        401 401 401 200 404 200 200 403 401 401 401
DELETE /api/v1/events/{eventId}/media/{mediaId}             photos:write       401 401 401 204 404 204 204 403 401 401 401
GET    /api/v1/events/{eventId}/media/zones/{zoneId}        photos:read        401 401 401 200 404 200 200 403 401 401 401
PATCH  /api/v1/events/{eventId}/media/zones/{zoneId}        photos:write       401 401 401 200 404 200 200 403 401 401 401
DELETE /api/v1/events/{eventId}/media/zones/{zoneId}        photos:write       401 401 401 204 404 204 204 403 401 401 401
POST   /api/v1/events/{eventId}/media/zones/{zoneId}/files  photos:write       401 401 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/zones                          photos:read        401 401 401 200 404 200 200 403 401 401 401
POST   /api/events/{eventId}/zones                          photos:write       401 401 401 201 404 201 201 403 401 401 401
GET    /api/events/{eventId}/zones/{zoneId}                 photos:read        401 401 401 200 404 200 200 403 401 401 401
GET    /api/events/{eventId}/zones/{zoneId}/files           photos:read        401 401 401 200 404 200 200 403 401 401 401
PATCH  /api/events/{eventId}/media                          photos:write       401 401 401 200 404 200 200 403 401 401 401
POST   /api/events/{eventId}/media/move                     photos:write       401 401 401 200 404 200 200 403 401 401 401
POST   /api/events/{eventId}/media/remove                   photos:write       401 401 401 200 404 200 200 403 401 401 401
POST   /api/events/{eventId}/media/restore                  photos:write       401 401 401 200 404 200 200 403 401 401 401

images, where strangers may send none                       scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
POST   /api/upload                                          batches:write      401 401 401 201 201 201 201 403 401 401 401
GET    /api/batch/{batchId}                                 batches:read       401 401 401 200 404 200 200 403 401 401 401
GET    /api/batch/{batchId}/images                          batches:read       401 401 401 200 404 200 200 403 401 401 401

batches: only admins delete, whosever it is                 scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
GET    /api/batches                                         batches:read       401 401 401 200 200 200 200 403 401 401 401
GET    /api/batches/stats                                   batches:read       401 401 401 200 200 200 200 403 401 401 401
POST   /api/batches/upload                                  batches:write      401 401 401 202 202 202 202 403 401 401 401
DELETE /api/batches/{batchId}                               batches:write      401 401 401 403 404 204 403 403 401 401 401
GET    /api/batches/{batchId}/progress                      batches:read       401 401 401 200 404 200 200 403 401 401 401
GET    /api/batches/{batchId}/status                        batches:read       401 401 401 200 404 200 200 403 401 401 401
GET    /api/batches/{batchId}/export                        batches:read       401 401 401 200 404 200 200 403 401 401 401
POST   /api/batches/{batchId}/retry                         batches:write      401 401 401 202 404 202 202 403 401 401 401
PATCH  /api/batches/{batchId}/sheets/{sheetId}              batches:write      401 401 401 200 404 200 200 403 401 401 401

recognition                                                 scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
GET    /api/batch-photos/health                             -                  200 200 200 200 200 200 200 200 401 401 401
POST   /api/batch-photos/recognize                          recognition:write  401 401 401 202 202 202 202 403 401 401 401
GET    /api/batch-photos/logs                               recognition:read   401 401 401 200 200 200 200 403 401 401 401
GET    /api/batch-photos/logs/{batchId}                     recognition:read   401 401 401 200 404 200 200 403 401 401 401
GET    /api/batch-photos/logs/{batchId}/export              recognition:read   401 401 401 200 404 200 200 403 401 401 401
DELETE /api/batch-photos/logs/{batchId}                     recognition:write  401 401 401 200 404 200 200 403 401 401 401

people of a domain; a face only of one's own recognition    scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
GET    /api/people                                          people:read        401 401 401 200 200 200 200 403 401 401 401
POST   /api/people                                          people:write       401 401 401 201 201 201 201 403 401 401 401
GET    /api/people/{personId}                               people:read        401 401 401 200 404 200 200 403 401 401 401
PATCH  /api/people/{personId}                               people:write       401 401 401 200 404 200 200 403 401 401 401
DELETE /api/people/{personId}                               people:write       401 401 401 204 404 204 204 403 401 401 401
POST   /api/people/{personId}/merge                         people:write       401 401 401 200 404 200 200 403 401 401 401
POST   /api/people/{personId}/photos                        people:write       401 401 401 201 404 201 201 403 401 401 401
DELETE /api/people/{personId}/photos/{sampleId}             people:write       401 401 401 204 404 204 204 403 401 401 401
POST   /api/people/{personId}/samples                       people:write       401 401 401 201 404 404 201 403 401 401 401

resumable uploads: their owner's alone                      scope              no  gu  g2  A   B   adm k+  k-  exp rev dis
OPTIONS /api/uploads                                        -                  204 204 204 204 204 204 204 204 204 204 204
POST   /api/uploads                                         batches:write      401 401 401 201 201 201 201 403 401 401 401
HEAD   /api/uploads/{uploadId}                              batches:write      401 401 401 200 404 404 200 404 401 401 401
PATCH  /api/uploads/{uploadId}                              batches:write      401 401 401 204 404 404 204 404 401 401 401
DELETE /api/uploads/{uploadId}                              batches:write      401 401 401 204 404 404 204 404 401 401 401
`;

function readRow(line: string): Row {
	const [method, path, scope, ...statuses] = line.split(/\s+/);
	if (statuses.length !== ACTORS.length) throw new Error(`Not ${ACTORS.length} answers: ${line}`);
	const expected = statuses.map(Number);
	return { endpoint: `${method} ${path}`, scope: scope as Row["scope"], expected };
}

export const ROWS: readonly Row[] = TABLE.split("\n")
	.filter((line) => /^[A-Z]+ +\//.test(line))
	.map(readRow);
