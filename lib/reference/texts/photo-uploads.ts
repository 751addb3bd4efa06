import { onePhotoFields, photoFields } from "#lib/media/media.schema.ts";
import type { FamilyText, FileText } from "../reference.types.ts";
import { fileUrl, PHOTO_ID, UPLOADED_AT } from "./examples.ts";

const FIELDS = {
	albumName: "The album it is for; `Tamu` is for guests",
	uploaderName: "Who sends it; `Anonymous` where nothing is said",
	connectionType: "`2g`, `3g`, `slow-2g` or `cellular`: the limits of phones apply",
	downlink: "Taken and not used",
};

const UPLOADED = {
	id: PHOTO_ID,
	filename: "IMG_001.jpg",
	storage_tier: "primary",
	url: fileUrl(`media/${PHOTO_ID}/original`),
	created_at: UPLOADED_AT,
	uploader_name: "AutoScript",
	album_name: "Official",
	file_size: 2_048_576,
	compression_applied: false,
	status: "processing",
	width: 6000,
	height: 4000,
};

const STORED = {
	fileName: "IMG_001.jpg",
	success: true,
	data: {
		id: PHOTO_ID,
		url: UPLOADED.url,
		storage_tier: "primary",
		file_size: 2_048_576,
	},
};
const REFUSED = {
	...{ fileName: "IMG_002.jpg", success: false, error: "File size exceeds 50MB limit" },
};

/** Ten on desktops. */
const MOST = 10;
const files = Object.fromEntries(
	Array.from({ length: MOST }, (_, place): [string, FileText] => [
		`file${place}`,
		{
			about: place === 0 ? "The first photo" : "One more",
			...(place === 0 ? { required: true } : {}),
		},
	]),
);

/** Of the photos' family: how they are sent. */
export const photoUploads: FamilyText["operations"] = {
	"POST /api/events/{eventId}/photos": {
		id: "uploadPhoto",
		summary: "Upload one photo",
		description:
			"Its owner, an API key with `photos:write`, and guests as far as the event lets them. `url` can be looked at from the first moment on. Instead of `file`, `upload_id` names a finished resumable upload whose purpose is `photos`.",
		for: "guests",
		about: {
			...FIELDS,
			upload_id: "A finished resumable upload of your own, instead of `file`",
		},
		form: { fields: onePhotoFields, files: { file: { about: "The photo" } } },
		answers: {
			201: {
				about: "Stored, and being processed",
				example: UPLOADED,
				headers: ["Idempotency-Replayed"],
			},
			200: {
				about: "The same photo was in this album already",
				example: { ...UPLOADED, compression_applied: true, status: "ready", duplicate: true },
				headers: ["Idempotency-Replayed"],
			},
		},
		errors: [
			"UNSUPPORTED_FORMAT",
			"INVALID_IMAGE",
			"FORBIDDEN",
			"UPLOAD_NOT_FOUND",
			"UPLOAD_EXPIRED",
			"UPLOAD_LOCKED",
		],
	},
	"POST /api/events/{eventId}/photos/batch": {
		id: "uploadPhotos",
		summary: "Upload up to ten photos",
		description: "Each is answered by itself, in the order sent.",
		for: "guests",
		about: FIELDS,
		form: { fields: photoFields, files },
		answers: {
			200: {
				about: "All are stored",
				example: {
					success: true,
					results: [STORED],
					summary: { total: 1, successful: 1, failed: 0 },
				},
			},
			207: {
				about: "Some are stored",
				example: {
					success: true,
					results: [STORED, REFUSED],
					summary: { total: 2, successful: 1, failed: 1 },
				},
			},
			422: {
				about: "None is stored",
				example: {
					success: false,
					results: [REFUSED],
					summary: { total: 1, successful: 0, failed: 1 },
				},
			},
		},
		errors: ["FORBIDDEN"],
	},
};
