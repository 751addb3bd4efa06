/** The tus protocol, which the web server answers itself (`lib/http/tus.ts`): described by hand. */
import type { ErrorCode } from "#lib/core/errors.ts";
import { type Operation, operationByHand, type Parts } from "../operation.ts";
import type { FamilyText, Json } from "../reference.types.ts";

export const uploads: FamilyText = {
	name: "Resumable uploads",
	description:
		"Files up to 10 GB in chunks (50 MB is a good size), by the [tus protocol](https://tus.io/protocols/resumable-upload) 1.0.0 with creation, creation-with-upload, termination, expiration and checksum. Only its owner sees an upload; one that is left unfinished is removed.",
	operations: {},
};

const header = (name: string, description: string, required = false): Json => ({
	...{ name, in: "header", description, schema: { type: "string" } },
	...(required ? { required } : {}),
});
const VERSION = header("Tus-Resumable", "`1.0.0`", true);
const CHECKSUM = header("Upload-Checksum", "An algorithm and the chunk's sum in base64");
const ID: Json = {
	...{ name: "uploadId", in: "path", required: true },
	...{ description: "The upload's id, at the end of `Location`", schema: { type: "string" } },
};
const CHUNK = {
	content: { "application/offset+octet-stream": { schema: { type: "string", format: "binary" } } },
};

const ALWAYS: ErrorCode[] = [
	...(["VALIDATION_ERROR", "UNAUTHENTICATED", "INSUFFICIENT_SCOPE", "RATE_LIMITED"] as const),
	...(["TUS_VERSION_UNSUPPORTED", "METHOD_NOT_ALLOWED", "INTERNAL_ERROR", "UNAVAILABLE"] as const),
];
const OF_ONE: ErrorCode[] = [...ALWAYS, "UPLOAD_NOT_FOUND", "UPLOAD_EXPIRED"];
const OF_CHUNKS: ErrorCode[] = [
	...(["UPLOAD_OFFSET_MISMATCH", "REQUEST_TOO_LARGE", "UPLOAD_LOCKED"] as const),
	...(["CHECKSUM_MISMATCH", "OVERLOADED", "STORAGE_FULL"] as const),
];

const CREATE: Operation = {
	id: "createUpload",
	summary: "Begin an upload",
	description: "A first chunk may come along, as the body.",
	parameters: [
		VERSION,
		header("Upload-Length", "Bytes of the whole", true),
		header(
			"Upload-Metadata",
			"Names and values in base64: `filename`, `filetype`, `purpose` (`batch` or `photos`)",
		),
		CHECKSUM,
	],
	requestBody: CHUNK,
	status: 201,
	answer: "It is begun",
	headers: ["Location", "Upload-Offset", "Upload-Expires", "Tus-Resumable"],
	errors: [...ALWAYS, ...OF_CHUNKS, "FILE_TOO_LARGE", "UPLOAD_QUOTA_EXCEEDED", "QUOTA_EXCEEDED"],
};
const OPTIONS: Operation = {
	id: "getUploadCapabilities",
	summary: "What of the protocol is offered",
	status: 204,
	answer: "In the headers",
	headers: [
		...(["Tus-Version", "Tus-Extension", "Tus-Max-Size"] as const),
		...(["Tus-Checksum-Algorithm", "Tus-Resumable"] as const),
	],
	errors: [],
	public: true,
};
const HEAD: Operation = {
	id: "getUpload",
	summary: "How far an upload is",
	parameters: [ID, VERSION],
	status: 200,
	answer: "In the headers",
	headers: [
		...(["Upload-Offset", "Upload-Length", "Upload-Metadata"] as const),
		...(["Upload-Expires", "Tus-Resumable"] as const),
	],
	errors: OF_ONE,
};
const PATCH: Operation = {
	id: "appendToUpload",
	summary: "Send a chunk",
	description:
		"What has arrived stays when the connection breaks. `423` while another request writes.",
	parameters: [...[ID, VERSION, header("Upload-Offset", "Where the chunk begins", true), CHECKSUM]],
	requestBody: { required: true, ...CHUNK },
	status: 204,
	answer: "The chunk is durable",
	headers: ["Upload-Offset", "Upload-Expires", "Tus-Resumable"],
	errors: [...OF_ONE, ...OF_CHUNKS, "UNSUPPORTED_MEDIA_TYPE"],
};
const DELETE: Operation = {
	id: "terminateUpload",
	summary: "Give an upload up",
	parameters: [ID, VERSION],
	status: 204,
	answer: "It is gone",
	headers: ["Tus-Resumable"],
	errors: [...OF_ONE, "UPLOAD_LOCKED"],
};

export function describeUploads(parts: Parts): Json {
	const describe = (operation: Operation) => operationByHand(uploads.name, operation, parts);
	return {
		"/api/uploads": { post: describe(CREATE), options: describe(OPTIONS) },
		"/api/uploads/{uploadId}": {
			...{ head: describe(HEAD), patch: describe(PATCH), delete: describe(DELETE) },
		},
	};
}
