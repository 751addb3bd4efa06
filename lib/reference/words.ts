/** Parameters and form fields that mean the same wherever they are. */
export const WORDS: Record<string, string> = {
	eventId: "The event's id, as in its address",
	photoId: "The photo's id",
	mediaId: "The file's id",
	zoneId: "The zone's id",
	batchId: "The batch's id",
	sheetId: "The sheet's id",
	personId: "The person's id",
	sampleId: "The picture's id",
	searchId: "The search's id",
	listId: "The list's id, as in the link to it",
	webhookId: "The webhook's id",
	deliveryId: "The delivery's id",
	jobId: "The job's id",
	keyId: "The key's id",
	sessionId: "The sign-in's id",
	userId: "The user's id",
	limit: "At most so many on this page",
	offset: "How many to pass over",
	skip: "How many to pass over",
	cursor: "`next_cursor` of the page before",
	file_type: "Only files of this MIME type",
};

export const HEADERS = {
	"X-Request-Id": "Names this request in the server's log; one that is sent along is kept",
	"RateLimit-Limit": "How many requests this credential, else this address, has a minute",
	"RateLimit-Remaining": "How many of them are left",
	"RateLimit-Reset": "Seconds until they are all there again",
	"Retry-After": "Seconds after which another try makes sense",
	"Idempotency-Replayed": "`true` on the answer to a repeat of a request",
	"Set-Cookie": "For browsers: it cannot be read by scripts",
	"Content-Disposition": "The name of the file",
	ETag: "Changes with the content",
	"Tus-Resumable": "`1.0.0`",
	"Tus-Version": "`1.0.0`",
	"Tus-Extension": "What of the protocol is offered",
	"Tus-Max-Size": "Bytes that an upload may have",
	"Tus-Checksum-Algorithm": "For `Upload-Checksum`",
	Location: "Where the upload is",
	"Upload-Offset": "Bytes that are durable: where to go on",
	"Upload-Length": "Bytes of the whole",
	"Upload-Metadata": "As it was sent",
	"Upload-Expires": "When it is removed if nothing more arrives",
} as const;
export type HeaderName = keyof typeof HEADERS;

export const headersOf = (names: readonly HeaderName[]) =>
	Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
