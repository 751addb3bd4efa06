import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aBody, aForm, aPart, CLOSE, inPieces, type Part, readForm } from "./multipart-forms.ts";

/** Bytes that look like the form around them. */
const TRICKY = Buffer.from(
	"\r\n--x-boundary\r\n\r\n--x-boundary-\r\n-\r\n--\r\r\n\n--x-boundary-8\r",
);

const PARTS: Part[] = [
	{ name: "albumName", body: "Official" },
	{ name: "file0", file: "a.jpg", headers: "Content-Type: image/jpeg\r\n", body: TRICKY },
	{ name: "file1", file: "empty.jpg", body: "" },
	{ name: "file2", file: "b.png", body: randomBytes(40) },
	{ name: "uploaderName", body: "Zoë" },
];

const fieldsOf = (fields: object) => ({ ...fields });

describe("a form in any pieces", () => {
	const body = aBody(PARTS);
	const check = async (chunks: Iterable<Uint8Array>) => {
		const form = aForm(chunks);
		const files = await readForm(form);
		expect(files.map(({ field, fileName }) => [field, fileName])).toEqual([
			...[
				["file0", "a.jpg"],
				["file1", "empty.jpg"],
				["file2", "b.png"],
			],
		]);
		for (const [index, part] of [PARTS[1], PARTS[2], PARTS[3]].entries())
			expect(files[index]?.bytes.equals(Buffer.from(part?.body ?? ""))).toBe(true);
		expect(fieldsOf(form.fields)).toEqual({ albumName: "Official", uploaderName: "Zoë" });
	};

	it("is read the same, cut in two at every byte", async () => {
		for (let at = 0; at <= body.length; at++)
			await check([body.subarray(0, at), body.subarray(at)].filter((piece) => piece.length > 0));
	});

	it("is read the same in pieces of every size", async () => {
		for (let size = 1; size <= body.length; size++) await check(inPieces(body, size));
	});

	it("may have text before and after it", async () => {
		const noise = Buffer.from("This is a form.\r\n");
		await check([noise, body, noise, noise]);
	});
});

describe("parts", () => {
	const read = async (parts: Part[]) => {
		const form = aForm([aBody(parts)]);
		return { files: await readForm(form), fields: fieldsOf(form.fields) };
	};

	it("an empty part of a file input that was left empty is no file", async () => {
		const empty = { name: "file", file: "", headers: "Content-Type: application/octet-stream\r\n" };
		const { files, fields } = await read([empty, { name: "albumName", body: "Tamu" }]);
		expect(files).toEqual([]);
		expect(fields).toEqual({ albumName: "Tamu" });
	});

	it("the last of two fields of one name holds", async () => {
		const twice = [
			{ name: "a", body: "1" },
			{ name: "a", body: "2" },
		];
		expect((await read(twice)).fields).toEqual({ a: "2" });
	});

	it("names of the object's own are only names", async () => {
		const names = ["__proto__", "constructor", "toString"];
		const form = aForm([aBody(names.map((name) => ({ name, body: "x" })))]);
		await readForm(form);
		expect(Object.keys(form.fields)).toEqual(names);
		expect(({} as Record<string, unknown>).x).toBeUndefined();
	});

	it("a file without a field's name has an empty one", async () => {
		const { files } = await read([{ file: "a.jpg", body: "x" }]);
		expect(files).toEqual([{ field: "", fileName: "a.jpg", bytes: Buffer.from("x") }]);
	});

	it("a field without a name is left out", async () => {
		expect((await read([{ body: "x" }, { name: "a", body: "1" }])).fields).toEqual({ a: "1" });
	});

	it("a part that says nothing of itself is passed over", async () => {
		const bare = Buffer.from("--x-boundary-7\r\nContent-Type: text/plain\r\n\r\nlost\r\n");
		const form = aForm([Buffer.concat([bare, aPart({ name: "a", body: "1" }), CLOSE])]);
		expect(await readForm(form)).toEqual([]);
		expect(fieldsOf(form.fields)).toEqual({ a: "1" });
	});

	it("two hundred small files in one piece come in order", async () => {
		const parts = Array.from({ length: 200 }, (_, n) => ({
			name: `f${n}`,
			file: "a",
			body: `${n}`,
		}));
		const files = await readForm(aForm([aBody(parts)], { limits: { files: 200 } }));
		expect(files.map(({ bytes }) => String(bytes))).toEqual(parts.map(({ body }) => body));
	});

	it("a form of nothing has neither files nor fields", async () => {
		expect(await readForm(aForm([CLOSE]))).toEqual([]);
	});
});

describe("file names", () => {
	const label = async (file: string) => {
		const body = aBody([{ name: "file", file, body: "x" }]);
		const whole = await readForm(aForm([body]));
		const bytewise = await readForm(aForm(inPieces(body, 1)));
		expect(bytewise).toEqual(whole);
		return whole.map(({ fileName }) => fileName);
	};
	const CASES: [title: string, sent: string, label: string][] = [
		["a path", "../../etc/passwd.jpg", "passwd.jpg"],
		["a Windows path", "C:\\\\Users\\\\me\\\\photo.jpg", "photo.jpg"],
		["UTF-8", "Zoë 👰.jpg", "Zoë 👰.jpg"],
		["a quote", 'a\\"b.jpg', 'a"b.jpg'],
		["a semicolon", "a;b=c.jpg", "a;b=c.jpg"],
		["a line break as browsers write it", "a%0D%0Ab.jpg", "ab.jpg"],
		["300 characters", `${"n".repeat(296)}.jpg`, `${"n".repeat(251)}.jpg`],
	];
	for (const [title, sent, wanted] of CASES)
		it(title, async () => expect(await label(sent)).toEqual([wanted]));

	it("a raw line break makes no header of its own, whatever is made of the part", async () => {
		for (const name of ["a\r\nX-Evil: 1.jpg", "a\nb.jpg", "a\rb.jpg"])
			for (const file of await label(name)) expect(file).not.toMatch(/[\r\n]/);
	});

	it("RFC 5987 form", async () => {
		const head = "Content-Disposition: form-data; name=file; filename*=UTF-8''Zo%C3%AB.jpg";
		const body = Buffer.from(`--x-boundary-7\r\n${head}\r\n\r\nx\r\n`);
		const [file] = await readForm(aForm([Buffer.concat([body, CLOSE])]));
		expect(file).toMatchObject({ field: "file", fileName: "Zoë.jpg" });
	});
});

describe("the fingerprint", () => {
	const of = async (chunks: Iterable<Uint8Array>, read = readForm) => {
		const form = aForm(chunks, { fingerprint: true });
		await read(form);
		return form.fingerprint();
	};
	const body = aBody(PARTS);
	const drained = (form: ReturnType<typeof aForm>) => form.drain().then(() => []);

	it("is of the content, not of how it is sent", async () => {
		const first = await of([body]);
		expect(await of(inPieces(body, 7))).toBe(first);
		expect(await of([aBody(PARTS.toReversed())])).toBe(first);
		expect(await of([body], drained)).toBe(first);
	});

	it("differs by a byte, a name, a field, a file", async () => {
		const [field, file, ...rest] = PARTS as [Part, Part, ...Part[]];
		const others = [
			[field, { ...file, body: `${TRICKY}!` }, ...rest],
			[field, { ...file, file: "other.jpg" }, ...rest],
			[field, { ...file, name: "file9" }, ...rest],
			[{ ...field, body: "Tamu" }, file, ...rest],
			[file, ...rest],
			[field, ...rest],
			[field, file, file, ...rest],
		];
		const prints = await Promise.all([PARTS, ...others].map((parts) => of([aBody(parts)])));
		expect(new Set(prints).size).toBe(others.length + 1);
	});

	it("is the same where a handler stopped early in a file that it refused", async () => {
		const large = aBody([{ name: "file0", file: "a.txt", body: randomBytes(90_000) }, ...PARTS]);
		const picky = async (form: ReturnType<typeof aForm>) => {
			for await (const file of form.files()) for await (const _ of file.chunks) break;
			return [];
		};
		const untouched = async (form: ReturnType<typeof aForm>) => {
			for await (const _ of form.files());
			return [];
		};
		const whole = await of([large]);
		for (const size of [100, 4096, 65_536, large.length]) {
			expect(await of(inPieces(large, size), picky), `${size}`).toBe(whole);
			expect(await of(inPieces(large, size), untouched), `${size}`).toBe(whole);
		}
	});
});
