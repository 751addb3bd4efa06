/** What the examples of several families have in common: the source documents' event and its moments. */
export const EVENT_ID = "16073628-2359-4df7-a505-f8a2a6139cf3";
export const PHOTO_ID = "019a9b3c-7d10-7c41-9f6e-2b8d5a6c4e11";
export const OWNER_ID = "019a9b3c-5a02-7e1b-8c3d-4f5a6b7c8d9e";
export const UPLOADED_AT = "2024-12-29T10:00:00.000Z";

/** An address of a stored file, for the eye. */
export const fileUrl = (key: string) => `http://localhost:3000/files/${key}?t=image%2Fwebp&e=…&s=…`;

const rendition = (name: string, width: number, height: number) => ({
	...{ url: fileUrl(`media/${PHOTO_ID}/${name}.webp`), width, height },
});

export const PHOTO = {
	id: PHOTO_ID,
	filename: "IMG_001.jpg",
	status: "ready",
	error: null,
	damaged: false,
	url: fileUrl(`media/${PHOTO_ID}/large.webp`),
	download_url: fileUrl(`media/${PHOTO_ID}/original`),
	renditions: {
		small: rendition("small", 400, 267),
		medium: rendition("medium", 1080, 720),
		large: rendition("large", 2000, 1333),
	},
	animation_url: null,
	video_url: null,
	exif: { make: "Canon", model: "EOS R6", exposure_time: 0.004, f_number: 2.8, iso: 400 },
	placeholder: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
	width: 6000,
	height: 4000,
	file_size: 2_048_576,
	sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
	taken_at: "2024-12-25T19:51:00+07:00",
	created_at: UPLOADED_AT,
	uploader_name: "AutoScript",
	album_name: "Official",
	kind: "image",
	waiting: false,
	yours: false,
	storage_tier: "primary",
};

/** What an account keeps. */
export const USE = {
	...{ storage_used_bytes: 4_200_000_000, files: 1204 },
	...{ storage_limit_bytes: 20_000_000_000, file_limit: 5000 },
};
