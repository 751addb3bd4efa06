/** An upload whose sender takes its time: for as long as a test wants, or until the server has enough. */
import { type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";

const BOUNDARY = "slow-upload";
const END = `\r\n--${BOUNDARY}--\r\n`;

export interface SlowUpload {
	/** The answer, however early it comes; null when the connection broke before. */
	answer: Promise<{ status: number; headers: IncomingHttpHeaders; body: string } | null>;
	/** True once it was answered, or the connection broke. */
	isOver(): boolean;
	send(bytes: Uint8Array | string): void;
	/** A whole file, or with `open` its beginning. */
	sendFile(field: string, bytes: Uint8Array, open?: "open"): void;
	/** The end of an open file and of the form. */
	finish(): void;
	/** Breaks the connection off. */
	abort(): void;
}

/** Sends the headers, and an album. `declared` is the Content-Length; chunked without. */
export function startSlowUpload(
	url: string,
	{ headers = {}, declared }: { headers?: Record<string, string>; declared?: number } = {},
): SlowUpload {
	const sending = request(url, {
		method: "POST",
		agent: false,
		headers: {
			"content-type": `multipart/form-data; boundary=${BOUNDARY}`,
			...(declared === undefined ? {} : { "content-length": declared }),
			...headers,
		},
	});
	const answer = new Promise<Awaited<SlowUpload["answer"]>>((resolve) => {
		sending.on("error", () => resolve(null));
		sending.on("response", (response) => {
			const { statusCode: status = 0, headers } = response;
			text(response).then(
				(body) => resolve({ status, headers, body }),
				() => resolve(null),
			);
		});
	});
	let over = false;
	void answer.then(() => {
		over = true;
	});
	const partHead = (attributes: string) =>
		`--${BOUNDARY}\r\nContent-Disposition: form-data; ${attributes}\r\n\r\n`;
	sending.write(`${partHead('name="albumName"')}Official\r\n`);
	return {
		answer,
		isOver: () => over,
		send: (bytes) => void sending.write(bytes),
		sendFile: (field, bytes, open) => {
			sending.write(partHead(`name="${field}"; filename="${field}.jpg"`));
			sending.write(bytes);
			if (!open) sending.write("\r\n");
		},
		finish: () => void sending.end(END),
		abort: () => void sending.destroy(),
	};
}
