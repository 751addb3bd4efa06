/** A multipart form as one Blob: its files are read when they are sent, and its length is known before. */
import { randomUUID } from "node:crypto";

export interface FormFile {
	field: string;
	name: string;
	file: Blob;
}

/** As browsers write them (HTML, multipart/form-data encoding algorithm). */
const quoted = (text: string) =>
	`"${text.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22")}"`;

/** The fields come first: the server reads a form in its order. */
export function formOf(
	fields: Readonly<Record<string, string>>,
	files: readonly FormFile[] = [],
): { body: Blob; headers: Record<string, string> } {
	const boundary = `potret-${randomUUID()}`;
	const head = (name: string) =>
		`--${boundary}\r\nContent-Disposition: form-data; name=${quoted(name)}`;
	const parts: (string | Blob)[] = [];
	for (const [name, value] of Object.entries(fields))
		parts.push(`${head(name)}\r\n\r\n${value}\r\n`);
	for (const { field, name, file } of files) {
		const type = "Content-Type: application/octet-stream";
		parts.push(`${head(field)}; filename=${quoted(name)}\r\n${type}\r\n\r\n`, file, "\r\n");
	}
	parts.push(`--${boundary}--\r\n`);
	return {
		body: new Blob(parts),
		headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
	};
}
