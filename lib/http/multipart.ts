/**
 * Multipart forms, parsed as they arrive. A file's bytes are handed on chunk by chunk and the sender
 * is held back while nobody takes them: a form of any size costs the memory of a few chunks.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
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

interface QueuedFile {
	field: string;
	fileName: string | undefined;
	stream: BusboyFileStream;
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
				const next = this.#queue.shift();
				if (next) {
					this.#current = next.stream;
					// A browser sends an empty part for a file input that was left empty.
					if (next.fileName) yield this.#toFile(next, next.fileName);
					next.stream.resume();
					continue;
				}
				if (this.#failure) throw this.#failure;
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

	#toFile({ field, stream }: QueuedFile, name: string): IncomingFile {
		const fileName = toFileLabel(unescapeName(name));
		return { field, fileName, chunks: this.#chunks(stream, field, fileName) };
	}

	async *#chunks(
		stream: BusboyFileStream,
		field: string,
		fileName: string,
	): AsyncIterable<Uint8Array> {
		const hash = this.#options.fingerprint ? createHash("sha256") : undefined;
		try {
			for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
				this.#fileBytes += chunk.length;
				if (this.#fileBytes > this.limits.requestBytes) this.#fail(requestTooLarge(this.limits));
				hash?.update(chunk);
				yield chunk;
			}
		} catch (error) {
			throw this.#failure ?? malformed(error);
		} finally {
			if (hash) this.#hashes.push(JSON.stringify([field, fileName, hash.digest("hex")]));
		}
		if (this.#failure) throw this.#failure;
		if (stream.truncated) throw fileTooLarge(fileName, this.limits);
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
			this.#queue.push({ field, stream, fileName });
			this.#wake();
		});
		busboy.on("field", (name, value) => {
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
			const stopped = once(signal, "abort");
			for (;;) {
				const { done, value } = await reader.read();
				if (done) return void busboy.end();
				received += value.length;
				if (received > this.limits.requestBytes + FORM_OVERHEAD_BYTES)
					throw requestTooLarge(this.limits);
				const written = new Promise<void>((resolve) => busboy.write(value, () => resolve()));
				await Promise.race([stopped, written]);
				if (signal.aborted || this.#failure) break;
			}
		} catch (error) {
			this.#fail(error instanceof FormError ? error : malformed(error));
		}
		// Not cancelled: that would cut the connection under the answer. The web server lets the rest pass.
		reader?.releaseLock();
	}
}
