/**
 * Multipart forms, parsed as they arrive. A file's bytes are handed on chunk by chunk and the sender
 * is held back while nobody takes them: a form of any size costs the memory of a few chunks.
 */
import { createHash, type Hash } from "node:crypto";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { toFileLabel } from "#lib/core/file-name.ts";
import {
	FormError,
	fileTooLarge,
	type IncomingFile,
	requestTooLarge,
	tooManyFiles,
	type UploadForm,
	type UploadLimits,
} from "#lib/core/upload-form.ts";

const MAX_FIELDS = 50;
const MAX_FIELD_BYTES = 16 * 1024;
/** Boundaries and part headers, beside the files' own bytes. */
export const FORM_OVERHEAD_BYTES = 1024 * 1024;

/** Browsers write these three characters so (HTML, multipart form data); "a%22.jpg" is a rarer name. */
const ESCAPED: Record<string, string> = { "%22": '"', "%0D": "\r", "%0A": "\n" };
const unescapeName = (name: string) =>
	name.replace(/%(22|0D|0A)/g, (escaped) => ESCAPED[escaped] ?? escaped);

const malformed = (cause?: unknown) =>
	new FormError("VALIDATION_ERROR", {
		message: "The upload was cut off or is not a valid form",
		cause,
	});

const unusableField = (name: string) =>
	new FormError("VALIDATION_ERROR", {
		message: `The field '${name.slice(0, 40)}' is too long or is not text`,
	});

interface QueuedFile {
	field: string;
	/** Null for the empty part that a browser sends for a file input that was left empty. */
	fileName: string | null;
	stream: BusboyFileStream;
	hash: Hash | null;
}

export interface FormOptions {
	/** What holds for the device that these fields, and the headers, speak of. */
	limitsFor: (fields: Readonly<Record<string, string>>) => UploadLimits;
	/** Also hash what arrives, for `fingerprint()`. */
	fingerprint: boolean;
}

export class MultipartForm implements UploadForm {
	readonly fields: Record<string, string> = Object.create(null);
	readonly #request: Request;
	readonly #options: FormOptions;
	readonly #queue: QueuedFile[] = [];
	readonly #hashes: string[] = [];
	#failure: FormError | undefined;
	#finished = false;
	#opened = false;
	#current: BusboyFileStream | undefined;
	#wake: () => void = () => {};
	#fileBytes = 0;
	#fileCount = 0;

	constructor(request: Request, options: FormOptions) {
		this.#request = request;
		this.#options = options;
	}

	get limits(): UploadLimits {
		return this.#options.limitsFor(this.fields);
	}

	get leastBytes(): number {
		const declared = Number(this.#request.headers.get("content-length") ?? 0);
		return Math.max(0, declared - FORM_OVERHEAD_BYTES) || 0;
	}

	/** SHA-256 over the fields and files, whatever boundary and order they came in; hex. */
	fingerprint(): string {
		const fields = Object.entries(this.fields).map((entry) => JSON.stringify(entry));
		return createHash("sha256")
			.update([...fields, ...this.#hashes].sort().join("\n"))
			.digest("hex");
	}

	/** Reads what is left and keeps nothing, so that the fingerprint is complete. */
	async drain(): Promise<void> {
		for await (const file of this.files()) {
			try {
				for await (const _ of file.chunks);
			} catch (error) {
				if (error instanceof FormError) throw error;
			}
		}
	}

	async *files(): AsyncIterable<IncomingFile> {
		if (this.#opened) throw new Error("A form can be read once");
		this.#opened = true;
		const abort = new AbortController();
		void this.#pump(abort.signal);
		try {
			for (;;) {
				// First: of a file that is still in the queue then, the rest would never come.
				if (this.#failure) throw this.#failure;
				const next = this.#queue.shift();
				if (next) {
					this.#current = next.stream;
					if (next.fileName !== null) yield this.#toFile(next, next.fileName);
					await this.#passRest(next);
					continue;
				}
				if (this.#finished) break;
				await new Promise<void>((resolve) => {
					this.#wake = resolve;
				});
			}
			this.#checkTotals();
		} finally {
			abort.abort();
		}
	}

	#checkTotals(): void {
		if (this.#fileBytes > this.limits.requestBytes) throw requestTooLarge(this.limits);
		if (this.#fileCount > this.limits.files) throw tooManyFiles(this.limits);
	}

	#toFile(file: QueuedFile, fileName: string): IncomingFile {
		return { field: file.field, fileName, chunks: this.#chunks(file, fileName) };
	}

	async *#chunks(file: QueuedFile, fileName: string): AsyncIterable<Uint8Array> {
		try {
			yield* this.#bytes(file);
		} catch (error) {
			throw this.#failure ?? malformed(error);
		}
		if (this.#failure) throw this.#failure;
		if (file.stream.truncated) throw fileTooLarge(fileName, this.limits);
	}

	/** A file's bytes from where they were left. */
	async *#bytes({ stream, hash }: QueuedFile): AsyncIterable<Uint8Array> {
		for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
			this.#fileBytes += chunk.length;
			if (this.#fileBytes > this.limits.requestBytes) this.#fail(requestTooLarge(this.limits));
			hash?.update(chunk);
			yield chunk;
		}
	}

	/** What a reader left of a file counts as well: a repeat may be read further, or not at all. */
	async #passRest(file: QueuedFile): Promise<void> {
		try {
			for await (const _ of this.#bytes(file));
		} catch (error) {
			this.#fail(malformed(error));
		}
		const { field, fileName, hash } = file;
		if (hash && fileName !== null)
			this.#hashes.push(JSON.stringify([field, fileName, hash.digest("hex")]));
	}

	#fail(failure: FormError): void {
		this.#failure ??= failure;
		this.#current?.destroy();
		this.#wake();
	}

	#open(): BusboyInstance {
		const { fileBytes, files } = this.limits;
		const busboy = new Busboy({
			headers: { "content-type": this.#request.headers.get("content-type") ?? "" },
			limits: {
				fileSize: fileBytes,
				files,
				fields: MAX_FIELDS,
				fieldSize: MAX_FIELD_BYTES,
				headerPairs: 20,
				headerSize: 16 * 1024,
			},
		});
		busboy.on("file", (field, stream, fileName) => {
			// Its reader learns of a fault from `#failure`; without a listener the process would end.
			stream.on("error", () => {});
			this.#fileCount += 1;
			this.#queue.push({
				field: field ?? "",
				fileName: fileName ? toFileLabel(unescapeName(fileName)) : null,
				stream,
				hash: this.#options.fingerprint ? createHash("sha256") : null,
			});
			this.#wake();
		});
		busboy.on("field", (name: string | undefined, value, _, truncated) => {
			if (name === undefined) return;
			// PostgreSQL keeps no NUL in a text.
			if (truncated || value.includes("\0")) this.#fail(unusableField(name));
			this.fields[name] = value;
		});
		busboy.on("filesLimit", () => this.#fail(tooManyFiles(this.limits)));
		busboy.on("fieldsLimit", () => this.#fail(malformed()));
		busboy.on("error", (error) => this.#fail(malformed(error)));
		busboy.on("finish", () => {
			this.#finished = true;
			this.#wake();
		});
		return busboy;
	}

	/** Moves the body into the parser, no faster than the files are taken out of it. */
	async #pump(signal: AbortSignal): Promise<void> {
		const reader = this.#request.body?.getReader();
		let received = 0;
		try {
			if (!reader) throw malformed();
			const busboy = this.#open();
			let goOn = () => {};
			signal.addEventListener("abort", () => goOn());
			for (;;) {
				const { done, value } = await reader.read();
				if (done) return void busboy.end();
				received += value.length;
				if (received > this.limits.requestBytes + FORM_OVERHEAD_BYTES)
					throw requestTooLarge(this.limits);
				if (signal.aborted || this.#failure) break;
				await new Promise<void>((resolve) => {
					goOn = resolve;
					busboy.write(value, () => resolve());
				});
			}
		} catch (error) {
			this.#fail(error instanceof FormError ? error : malformed(error));
		}
		// Not cancelled: that would cut the connection under the answer. The web server lets the rest pass.
		reader?.releaseLock();
	}
}
