/** What holds for all endpoints (markdown). */
export const INTRODUCTION = `Photos of events: taken in by script or browser, kept, and shown to guests.

**Credentials.** \`POST /api/auth/login\` answers an access token, \`POST /api/keys\` an API key for scripts.
Send either as \`Authorization: Bearer …\`, as \`Authorization: …\` without a scheme, or a key as \`X-API-Key\`.
Pages of this server are known by their session cookie. A guest's access code opens one event: as
\`X-Access-Code\`, or once at \`POST /api/events/{eventId}/access\` for a pass.

**Errors** have a code and a sentence for people. Photos, Images and everything without a family of its own
write \`{"error", "message", "details"}\`; Recognition \`{"success": false, "error", "code"}\`; Batches and
Zones \`{"detail", "code"}\`. What a caller may not see is answered \`404\`. Every answer has an
\`X-Request-Id\`.

**Uploads** stream: a file is told by its bytes, not by its name. An answer of success comes when the bytes
are durable. Send an \`Idempotency-Key\`, and a repeated upload gets the first one's answer.

**Limits.** \`RateLimit-*\` headers say what is left of a minute; \`429\` and \`503\` say in \`Retry-After\`
when to try again.

Addresses work with a slash at their end and without.`;
