import { describe, expect, it } from "vitest";
import { AppError } from "#lib/core/errors.ts";
import { FormError } from "#lib/core/upload-form.ts";
import { FORM_OVERHEAD_BYTES } from "#lib/http/multipart.ts";
import {
	aBody,
	aForm,
	aPart,
	CLOSE,
	codeOf,
	inPieces,
	LIMITS,
	type Part,
	readForm,
	takeAll,
} from "./multipart-forms.ts";

const aFile = (bytes: number, name = "file0"): Part => ({
	...{ name, file: `${name}.jpg`, body: Buffer.alloc(bytes, 7) },
});
const files = (count: number, bytes: number) =>
	Array.from({ length: count }, (_, n) => aFile(bytes, `file${n}`));

/** The ways in which a body may arrive. */
const PIECES = [1000, 65_536, 10_000_000];

describe("one file", () => {
	for (const size of PIECES)
		it(`of exactly the limit passes and of one byte more does not, in pieces of ${size}`, async () => {
			const exact = aBody([aFile(LIMITS.fileBytes)]);
			const [file] = await readForm(aForm(inPieces(exact, size)));
			expect(file?.bytes.length).toBe(LIMITS.fileBytes);
			const more = aBody([aFile(LIMITS.fileBytes + 1)]);
			expect(await codeOf(readForm(aForm(inPieces(more, size))))).toBe("FILE_TOO_LARGE");
		});

	it("that is too large does not end the form: the next files come", async () => {
		const body = aBody([
			aFile(LIMITS.fileBytes * 1.5),
			aFile(10, "file1"),
			{ name: "a", body: "1" },
		]);
		for (const size of PIECES) {
			const form = aForm(inPieces(body, size));
			const seen: string[] = [];
			for await (const file of form.files()) {
				const code = await codeOf(takeAll(file.chunks));
				seen.push(`${file.field} ${code}`);
			}
			expect(seen).toEqual(["file0 FILE_TOO_LARGE", "file1 null"]);
			expect(form.fields.a).toBe("1");
		}
	});

	it("says its limit in the document's words", async () => {
		const limits = { fileBytes: 50 * 1024 * 1024, requestBytes: 300 * 1024 * 1024 };
		const body = aPart(aFile(0));
		const head = body.subarray(0, body.length - 2);
		const chunk = Buffer.alloc(1024 * 1024);
		const form = aForm([head, ...Array<Buffer>(51).fill(chunk), body.subarray(-2), CLOSE], {
			limits,
		});
		await expect(readForm(form)).rejects.toMatchObject({
			message: "File size must be less than 50MB",
			details: "File 'file0.jpg' exceeds desktop limit of 50MB",
		});
	});
});

describe("a request", () => {
	for (const size of PIECES) {
		it(`takes files of the whole limit and no byte more, in pieces of ${size}`, async () => {
			const exact = aBody(files(3, LIMITS.requestBytes / 3));
			expect(await readForm(aForm(inPieces(exact, size)))).toHaveLength(3);
			const more = aBody([...files(3, LIMITS.requestBytes / 3), aFile(1, "file3")]);
			expect(await codeOf(readForm(aForm(inPieces(more, size))))).toBe("REQUEST_TOO_LARGE");
		});

		it(`takes the number of files and not one more, in pieces of ${size}`, async () => {
			expect(await readForm(aForm(inPieces(aBody(files(10, 500)), size)))).toHaveLength(10);
			const form = aForm(inPieces(aBody(files(11, 500)), size));
			expect(await codeOf(readForm(form))).toBe("TOO_MANY_FILES");
		});

		it(`takes fifty fields and not one more, in pieces of ${size}`, async () => {
			const fields = Array.from({ length: 60 }, (_, n) => ({ name: `n${n}`, body: `${n}` }));
			const form = aForm(inPieces(aBody(fields.slice(0, 50)), size));
			await readForm(form);
			expect(Object.keys(form.fields)).toHaveLength(50);
			for (const count of [51, 60]) {
				const more = aForm(inPieces(aBody(fields.slice(0, count)), size));
				expect(await codeOf(readForm(more))).toBe("VALIDATION_ERROR");
			}
		});
	}

	it("that is all overhead ends at its bound, not at its end", async () => {
		let sent = 0;
		const endless = (async function* () {
			for (;;) {
				sent += 65_536;
				yield Buffer.alloc(65_536, 45);
			}
		})();
		expect(await codeOf(readForm(aForm(endless)))).toBe("REQUEST_TOO_LARGE");
		expect(sent).toBeLessThanOrEqual(LIMITS.requestBytes + FORM_OVERHEAD_BYTES + 2 * 65_536);
	});

	it("of a device that tells itself late is held to that device's limits", async () => {
		const mobile = { ...LIMITS, device: "mobile" as const, files: 2, requestBytes: 1000 };
		const limitsFor = (fields: Readonly<Record<string, string>>) =>
			fields.connectionType === "3g" ? mobile : LIMITS;
		const late = { name: "connectionType", body: "3g" };
		const code = (parts: Part[]) => codeOf(readForm(aForm([aBody(parts)], { limitsFor })));
		expect(await code([...files(2, 500), late])).toBeNull();
		expect(await code([...files(3, 10), late])).toBe("TOO_MANY_FILES");
		expect(await code([late, ...files(3, 10)])).toBe("TOO_MANY_FILES");
		expect(await code([...files(2, 501), late])).toBe("REQUEST_TOO_LARGE");
		expect(await code([late, ...files(2, 501)])).toBe("REQUEST_TOO_LARGE");
	});
});

describe("headers and fields of unreasonable size", () => {
	it("a field is not kept past 16 KB", async () => {
		const exact = { name: "a", body: "x".repeat(16 * 1024) };
		const form = aForm([aBody([exact])]);
		await readForm(form);
		expect(form.fields.a).toBe(exact.body);
		const longer = aForm([aBody([{ ...exact, body: `${exact.body}!` }])]);
		expect(await codeOf(readForm(longer))).toBe("VALIDATION_ERROR");
	});

	it("a part's huge header costs neither memory nor the server", async () => {
		const headers = `X-Long: ${"x".repeat(500_000)}\r\n`;
		const many = Array.from({ length: 5000 }, (_, n) => `X-${n}: 1\r\n`).join("");
		for (const extra of [headers, many])
			for (const size of [1000, 65_536]) {
				const body = aBody([{ name: "file0", file: "a.jpg", headers: extra, body: "x" }]);
				const read = await readForm(aForm(inPieces(body, size))).catch((error) => error);
				if (read instanceof AppError) expect(read).toBeInstanceOf(FormError);
				else expect(read).toEqual([{ field: "file0", fileName: "a.jpg", bytes: Buffer.from("x") }]);
			}
	});
});
