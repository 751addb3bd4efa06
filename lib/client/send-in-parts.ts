/** A large photo on its way to an album: in parts, so that a lost connection costs little of it. */
import { ChunkFailure, discardChunks, forgetChunks, sendInChunks } from "./tus-transport.ts";
import { isPassing, type UploadFailure, type UploadItem } from "./upload-state.ts";
import { type Answer, NO_ANSWER, postForm, whyNoAnswer } from "./upload-transport.ts";

const fingerprintOf = ({ id }: UploadItem) => `photo/${id}`;

export interface PartsRequest {
	item: UploadItem;
	file: Blob;
	fileName: string;
	/** Of the form that makes a photo of it. */
	path: string;
	form: FormData;
	signal: AbortSignal;
	onProgress: (sentBytes: number) => void;
}

/** Sends what is still missing of the file, then the form that names it. Never rejects. */
export async function postInParts<Body>(request: PartsRequest): Promise<Answer<Body>> {
	const { item, file, path, form, signal } = request;
	try {
		form.append("upload_id", await sendParts(request));
	} catch (error) {
		const { failure } = error instanceof ChunkFailure ? error : { failure: NO_ANSWER };
		return { ok: false, failure: failure === NO_ANSWER ? await whyNoAnswer([file]) : failure };
	}
	const onProgress = () => undefined;
	const answer = await postForm<Body>({ path, form, files: [], key: item.key, signal, onProgress });
	return answer.ok ? afterArrival(item, answer) : afterRefusal(item, answer.failure);
}

function sendParts({ item, file, fileName, signal, onProgress }: PartsRequest): Promise<string> {
	return sendInChunks(file, {
		...{ fingerprint: fingerprintOf(item), fileName, purpose: "photos", signal },
		type: file.type || "application/octet-stream",
		onProgress: ({ sent }) => onProgress(sent),
	});
}

async function afterArrival<Body>(item: UploadItem, answer: Answer<Body>): Promise<Answer<Body>> {
	await forgetChunks(fingerprintOf(item));
	return answer;
}

async function afterRefusal<Body>(item: UploadItem, failure: UploadFailure): Promise<Answer<Body>> {
	if (failure.code === "UPLOAD_NOT_FOUND") {
		// The server has let it go meanwhile: all of it is sent once more.
		await forgetChunks(fingerprintOf(item));
		return { ok: false, failure: NO_ANSWER };
	}
	if (!isPassing(failure) && failure.status !== 401) giveUpParts(item);
	return { ok: false, failure };
}

/** Frees what the server has of it, if anything. */
export function giveUpParts(item: UploadItem): void {
	void discardChunks(fingerprintOf(item));
}
