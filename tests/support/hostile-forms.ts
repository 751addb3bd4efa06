/** Multipart bodies that no client makes, and senders that break off. */
import { randomBytes } from "node:crypto";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { aBody, BOUNDARY, CLOSE } from "../unit/multipart-forms.ts";

/** A form as it should be, for one endpoint. */
export interface GoodForm {
	/** Of its file, and of its text fields. */
	field: string;
	fields: Record<string, string>;
	bytes: Uint8Array;
}

export interface RawForm {
	type?: string;
	body: Uint8Array;
}

const partsOf = ({ fields }: GoodForm) =>
	Object.entries(fields).map(([name, body]) => ({ name, body }));
const fileOf = ({ field, bytes }: GoodForm) => ({ name: field, file: "a.jpg", body: bytes });

/** Complete, and as a browser would send it. */
export const wholeForm = (good: GoodForm): Buffer => aBody([...partsOf(good), fileOf(good)]);

const raw = (text: string) => Buffer.from(text.replaceAll("--B", `--${BOUNDARY}`), "latin1");
const as = (type: string) => (good: GoodForm) => ({ type, body: wholeForm(good) });
const cut = (share: number) => (good: GoodForm) => {
	const body = wholeForm(good);
	return { body: body.subarray(0, Math.floor(body.length * share)) };
};
const fixed = (text: string) => () => ({ body: raw(text) });
const DISPOSITION = "Content-Disposition: form-data";

/** None of them has a file in it that is whole: each is refused. */
export const MALFORMED: Record<string, (good: GoodForm) => RawForm> = {
	"nothing at all": fixed(""),
	"a line break": fixed("\r\n"),
	"its end alone": () => ({ body: CLOSE }),
	"its beginning alone": fixed("--B\r\n"),
	"no boundary": as("multipart/form-data"),
	"an empty boundary": as("multipart/form-data; boundary="),
	"another boundary": as("multipart/form-data; boundary=other"),
	"a boundary of 10,000 letters": as(`multipart/form-data; boundary=${"b".repeat(10_000)}`),
	"a boundary with a line break in quotes": as('multipart/form-data; boundary="a\\rb"'),
	"another multipart type": as(`multipart/mixed; boundary=${BOUNDARY}`),
	"the type of a text": as("text/plain"),
	"the type of JSON": as("application/json"),
	"the type of an address": as("application/x-www-form-urlencoded"),
	"a type that is none": as(";;;=,"),
	"cut off in its first lines": (good) => ({ body: wholeForm(good).subarray(0, 40) }),
	"cut off in its file": cut(0.5),
	"cut off before its end": (good) => ({
		body: wholeForm(good).subarray(0, -CLOSE.length - 2),
	}),
	"a part with no header": fixed("--B\r\n\r\nx\r\n--B--\r\n"),
	"a part with no blank line": fixed(`--B\r\n${DISPOSITION}; name="file"\r\n--B--\r\n`),
	"a part of another kind": fixed(
		'--B\r\nContent-Disposition: attachment; name="file"\r\n\r\nx\r\n--B--\r\n',
	),
	"a file without a field": fixed(`--B\r\n${DISPOSITION}; filename="a.jpg"\r\n\r\nx\r\n--B--\r\n`),
	"a header that does not end": fixed(`--B\r\n${DISPOSITION}; name="${"n".repeat(100_000)}`),
	"a thousand headers": fixed(
		`--B\r\n${Array.from({ length: 1000 }, (_, n) => `X-${n}: y\r\n`).join("")}\r\nx\r\n--B--\r\n`,
	),
	"five thousand fields": () => ({
		body: aBody(Array.from({ length: 5000 }, (_, n) => ({ name: `f${n}`, body: "x" }))),
	}),
	"a field of 5 MB": (good) => ({
		body: aBody([{ name: "albumName", body: "x".repeat(5_000_000) }, fileOf(good)]),
	}),
	"a form in a form": fixed(
		`--B\r\n${DISPOSITION}; name="x"\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\n\r\n--in--`,
	),
	noise: () => ({ body: Buffer.concat([raw("--B\r\n"), randomBytes(3000)]) }),
	"noise in the headers": () => ({
		body: Buffer.concat([
			raw(`--B\r\n${DISPOSITION}`),
			randomBytes(500),
			raw("\r\n\r\nx\r\n--B--\r\n"),
		]),
	}),
	"fields of the right names, and no file": (good) => ({ body: aBody(partsOf(good)) }),
	"a text where the file should be": (good) => ({
		body: aBody([...partsOf(good), { name: good.field, body: "x" }]),
	}),
};

/** Well-formed, with names and contents that are odd. What can be done with them may be done. */
export const ODD: Record<string, (good: GoodForm) => RawForm> = {
	"a file without a name": (good) => ({
		body: aBody([...partsOf(good), { ...fileOf(good), file: "" }]),
	}),
	"a field without a name": (good) => ({
		body: aBody([{ name: "", body: "x" }, ...partsOf(good), fileOf(good)]),
	}),
	"a file in a field without a name": (good) => ({
		body: aBody([...partsOf(good), { ...fileOf(good), name: "" }]),
	}),
	neither: (good) => ({ body: aBody([...partsOf(good), { ...fileOf(good), name: "", file: "" }]) }),
	"an empty file": (good) => ({ body: aBody([...partsOf(good), { ...fileOf(good), body: "" }]) }),
	"an empty file without a name": (good) => ({
		body: aBody([...partsOf(good), { name: good.field, file: "", body: "" }]),
	}),
	"a name that leads elsewhere": (good) => ({
		body: aBody([...partsOf(good), { ...fileOf(good), file: "../../../../etc/passwd\u0000.jpg" }]),
	}),
	"a name of 5000 letters": (good) => ({
		body: aBody([...partsOf(good), { ...fileOf(good), file: "ñ".repeat(5000) }]),
	}),
	"bytes that are no UTF-8": (good) => ({
		body: aBody([
			{ name: "uploaderName", body: Buffer.from([0xff, 0xc0, 0x00]) },
			...partsOf(good),
			fileOf(good),
		]),
	}),
	"names of every object": (good) => ({
		body: aBody([
			...["__proto__", "constructor", "toString", "hasOwnProperty"].map((name) => ({
				name,
				body: "x",
			})),
			...[...partsOf(good), fileOf(good)],
		]),
	}),
	"every field twice": (good) => ({
		body: aBody([...partsOf(good), ...partsOf(good), fileOf(good)]),
	}),
	"the boundary within the file": (good) => ({
		body: aBody([
			...partsOf(good),
			{ ...fileOf(good), body: Buffer.concat([Buffer.from(`\r\n--${BOUNDARY}x\r\n`), good.bytes]) },
		]),
	}),
};

const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

function begin(url: string, headers: Record<string, string>, type = TYPE) {
	const all = { ...headers, "content-type": type };
	return request(url, { method: "POST", agent: false, headers: all });
}

/** The answer; null where the connection ended without one. */
export function sendRaw(
	url: string,
	headers: Record<string, string>,
	{ type, body }: RawForm,
): Promise<{ status: number; text: string } | null> {
	return new Promise((resolve) => {
		const length = { "content-length": String(body.length) };
		const sending = begin(url, { ...headers, ...length }, type);
		sending.on("error", () => resolve(null));
		sending.on("response", (response: IncomingMessage) => {
			const status = response.statusCode ?? 0;
			text(response).then(
				(said) => resolve({ status, text: said }),
				() => resolve(null),
			);
		});
		sending.end(body);
	});
}

/** Sends so many bytes of a form, has them on their way, and breaks off. */
export function breakOff(
	url: string,
	headers: Record<string, string>,
	good: GoodForm,
	bytes: number,
): Promise<void> {
	return new Promise((resolve) => {
		const sending = begin(url, headers);
		sending.on("error", () => {});
		sending.on("close", () => resolve());
		sending.write(wholeForm(good).subarray(0, bytes), () => sending.destroy());
	});
}
