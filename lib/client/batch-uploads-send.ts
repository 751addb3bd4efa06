/** One try at a batch: pack what has to be packed, send it, and have a batch made of it. */
import { crc32Of } from "./archive-crc32.ts";
import { archiveOf } from "./batch-uploads-draft.ts";
import type { BatchChange, BatchItem } from "./batch-uploads-state.ts";
import type { SendBatch, SendBatchResult } from "./batch-uploads-types.ts";
import type { FoundFile } from "./found-file.ts";
import { ChunkFailure, forgetChunks, sendInChunks } from "./tus-transport.ts";
import { NO_ANSWER, postForm, whyNoAnswer } from "./upload-transport.ts";

type Options = Parameters<SendBatch>[2];

const PATH = "/api/batches/upload";

/** The form without its files. The fields come first: the server reads a body in its order. */
export function formOf({ kind, plan }: BatchItem): FormData {
	const form = new FormData();
	if (kind === "archives" && plan.mode === "first") form.append("has_qr", "true");
	if (plan.mode === "split") form.append("qr_mode", "split");
	if (plan.mode === "task" && plan.taskId) form.append("task_id", plan.taskId);
	if (plan.eventId) form.append("event_id", plan.eventId);
	return form;
}

export const sendBatch: SendBatch = async (item, files, options) => {
	const form = formOf(item);
	if (item.way === "direct") {
		const field = item.kind === "archives" ? "file" : "files";
		for (const { file, path } of files) form.append(field, file, path.split("/").at(-1));
		return post(item, form, files, options);
	}
	const blobs = files.map(({ file }) => file);
	try {
		form.append("upload_id", await sendBytes(item, files, options));
	} catch (error) {
		const { failure } = error instanceof ChunkFailure ? error : { failure: NO_ANSWER };
		return { ok: false, failure: failure === NO_ANSWER ? await whyNoAnswer(blobs) : failure };
	}
	options.onChange({ status: "finishing" });
	const result = await post(item, form, [], options);
	const gone = !result.ok && result.failure.code === "UPLOAD_NOT_FOUND";
	if (gone) options.onChange({ sentBytes: 0, arrivedBytes: 0 });
	if (result.ok || gone) await forgetChunks(item.fingerprint);
	return result;
};

async function sendBytes(item: BatchItem, files: readonly FoundFile[], options: Options) {
	const bytes = item.way === "packed" ? await pack(item, files, options) : files[0]?.file;
	options.onChange({ status: "uploading" });
	return sendInChunks(bytes ?? new Blob(), {
		fingerprint: item.fingerprint,
		fileName: item.way === "packed" ? `${archiveName(item)}.zip` : item.name,
		purpose: "batch",
		type: "application/zip",
		signal: options.signal,
		onProgress: ({ sent, arrived }) =>
			options.onChange({
				sentBytes: sent,
				...(arrived === undefined ? {} : { arrivedBytes: arrived }),
			}),
	});
}

/** The folder's name, or the first image's without its ending. */
function archiveName({ name }: BatchItem): string {
	return (
		name
			.split("/")
			.at(-1)
			?.replace(/\.\w{3,4}$/, "") || "images"
	);
}

/** Reads every image once for its sum, unless that was done before. */
async function pack(item: BatchItem, files: readonly FoundFile[], options: Options): Promise<Blob> {
	if (item.sums) return archiveOf(files, item.sums);
	options.onChange({ status: "packing" });
	const sums: number[] = [];
	let readBytes = 0;
	const onRead = (bytes: number) => {
		readBytes += bytes;
		options.onChange({ readBytes });
	};
	for (const { file } of files) sums.push(await crc32Of(file, options.signal, onRead));
	options.onChange({ sums });
	return archiveOf(files, sums);
}

async function post(
	item: BatchItem,
	form: FormData,
	files: readonly FoundFile[],
	{ signal, onChange }: Options,
): Promise<SendBatchResult> {
	const onProgress = (fraction: number) => {
		const change: BatchChange = { sentBytes: Math.round(fraction * item.size) };
		if (files.length > 0) onChange({ ...change, status: fraction < 1 ? "uploading" : "finishing" });
	};
	const blobs = files.map(({ file }) => file);
	const answer = await postForm<{ batch_id: string }>({
		...{ path: PATH, form, files: blobs, key: item.key, signal, onProgress },
	});
	return answer.ok ? { ok: true, batchId: answer.body.batch_id } : answer;
}
