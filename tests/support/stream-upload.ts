/** Large uploads, sent as a stream so that they cost the test no memory. */
import { type IncomingMessage, request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { reference } from "./reference.ts";

export interface StreamedFile {
	field: string;
	name: string;
	/** How the file begins; zeros follow. */
	begin: Buffer;
	/** Bytes of the whole file. */
	size: number;
}

interface StreamReply {
	status: number;
	retryAfter: string | undefined;
	body: string;
}

const BOUNDARY = "potret-test-boundary";
const ZEROS = Buffer.alloc(256 * 1024);

const headOf = ({ field, name }: StreamedFile) =>
	`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`;

function fieldsOf(fields: Record<string, string>): string {
	return Object.entries(fields)
		.map(
			([name, value]) =>
				`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
		)
		.join("");
}

const END = `--${BOUNDARY}--\r\n`;

function* bodyOf(fields: Record<string, string>, files: readonly StreamedFile[]) {
	yield Buffer.from(fieldsOf(fields));
	for (const file of files) {
		yield Buffer.from(headOf(file));
		yield file.begin;
		for (let left = file.size - file.begin.length; left > 0; left -= ZEROS.length)
			yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
		yield Buffer.from("\r\n");
	}
	yield Buffer.from(END);
}

async function read(url: string, response: IncomingMessage): Promise<StreamReply> {
	let body = "";
	for await (const chunk of response) body += chunk;
	const { statusCode: status = 0, headers } = response;
	const type = headers["content-type"] ?? "";
	const json = type === "application/json";
	reference.assert("POST", url, { status, type, body: json ? JSON.parse(body) : body });
	return { status, retryAfter: headers["retry-after"], body };
}

/** Sends a form and resolves with the status, however early it comes. */
export function streamUpload(
	url: string,
	fields: Record<string, string>,
	files: readonly StreamedFile[],
	headers: Record<string, string> = {},
): Promise<StreamReply> {
	const length =
		Buffer.byteLength(fieldsOf(fields)) +
		files.reduce((sum, file) => sum + headOf(file).length + file.size + 2, 0) +
		END.length;
	return new Promise((resolve, reject) => {
		const sending = request(url, {
			method: "POST",
			agent: false,
			headers: {
				...headers,
				"Content-Type": `multipart/form-data; boundary=${BOUNDARY}`,
				"Content-Length": length,
			},
		});
		sending.on("response", (response) => read(url, response).then(resolve, reject));
		pipeline(Readable.from(bodyOf(fields, files)), sending).catch(reject);
	});
}
