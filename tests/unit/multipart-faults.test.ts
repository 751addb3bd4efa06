import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { FormError } from "#lib/core/upload-form.ts";
import { MultipartForm } from "#lib/http/multipart.ts";
import {
	aBody,
	aForm,
	aPart,
	CLOSE,
	codeOf,
	inPieces,
	LIMITS,
	readForm,
	takeAll,
} from "./multipart-forms.ts";

const aFile = (bytes: number, name = "file0") => ({
	...{ name, file: `${name}.jpg`, body: randomBytes(bytes) },
});

describe("a form that is cut off", () => {
	const body = aBody([
		{ name: "albumName", body: "Official" },
		...[aFile(300, "file0"), aFile(50, "file1")],
		{ name: "uploaderName", body: "Ana" },
	]);
	/** From here on the form is complete: what is missing is a line break after its end. */
	const complete = body.length - 2;

	for (const size of [1, 64, 100_000])
		it(`fails at every byte, in pieces of ${size}`, async () => {
			const step = size === 1 ? 5 : 1;
			for (let at = 0; at < complete; at += step) {
				const error = await readForm(aForm(inPieces(body.subarray(0, at), size))).catch((e) => e);
				expect(error, `cut at ${at}`).toBeInstanceOf(FormError);
				expect(error).toMatchObject({
					code: "VALIDATION_ERROR",
					message: "The upload was cut off or is not a valid form",
				});
			}
			expect(await codeOf(readForm(aForm(inPieces(body.subarray(0, complete), size))))).toBeNull();
		});

	it("fails too where nobody reads the files, and where they are only drained", async () => {
		for (let at = 0; at < complete; at += 11) {
			const cut = body.subarray(0, at);
			expect(await codeOf(takeAll(aForm([cut]).files()))).toBe("VALIDATION_ERROR");
			expect(await codeOf(aForm([cut]).drain())).toBe("VALIDATION_ERROR");
		}
	});
});

describe("what is no form", () => {
	const types: [title: string, contentType: string | null][] = [
		["no boundary", "multipart/form-data"],
		["an empty boundary", "multipart/form-data; boundary="],
		["another boundary", "multipart/form-data; boundary=other"],
		["another multipart type", "multipart/mixed; boundary=x-boundary-7"],
		["JSON", "application/json"],
		["no type", null],
		["a blank type", " "],
		["rubbish", ";;;="],
	];
	for (const [title, contentType] of types)
		it(title, async () => {
			const form = aForm([aBody([aFile(10)])], { contentType });
			expect(await codeOf(readForm(form))).toBe("VALIDATION_ERROR");
		});

	it("an empty body, and none", async () => {
		expect(await codeOf(readForm(aForm([])))).toBe("VALIDATION_ERROR");
		const none = new Request("http://x/", {
			method: "POST",
			headers: { "content-type": "multipart/form-data; boundary=x" },
		});
		const form = new MultipartForm(none, { limitsFor: () => LIMITS, fingerprint: false });
		expect(await codeOf(readForm(form))).toBe("VALIDATION_ERROR");
	});

	it("random bytes", async () => {
		for (let n = 0; n < 50; n++) {
			const noise = Buffer.concat([Buffer.from("--x-boundary-7\r\n"), randomBytes(2000)]);
			expect(await codeOf(readForm(aForm(inPieces(noise, 1 + n * 7))))).toBe("VALIDATION_ERROR");
		}
	});
});

/** A promise that somebody else keeps. */
function aSignal() {
	let give = () => {};
	const given = new Promise<void>((resolve) => {
		give = resolve;
	});
	return { give, given };
}

/** These bytes, and then the connection breaks; or, with `after`, once that has happened. */
async function* broken(bytes: Uint8Array, after?: Promise<void>): AsyncIterable<Uint8Array> {
	yield bytes;
	await after;
	throw new Error("aborted");
}

describe("a sender that goes away", () => {
	const start = Buffer.concat([
		aPart({ name: "albumName", body: "Official" }),
		aPart(aFile(5000)).subarray(0, -1000),
	]);

	it("ends the form in the middle of a file", async () => {
		expect(await codeOf(readForm(aForm(broken(start))))).toBe("VALIDATION_ERROR");
	});

	it("ends the form between two files", async () => {
		expect(await codeOf(readForm(aForm(broken(aPart(aFile(10))))))).toBe("VALIDATION_ERROR");
	});

	it("ends the form while the file before the one it was sending is still being stored", async () => {
		const { give, given } = aSignal();
		const bytes = Buffer.concat([aPart(aFile(10)), aPart(aFile(5000, "file1")).subarray(0, -1000)]);
		const form = aForm(broken(bytes, given));
		const read = async () => {
			for await (const file of form.files()) {
				for await (const _ of file.chunks);
				// Storing: meanwhile the rest arrives, and then nothing more.
				give();
				await new Promise((resolve) => setImmediate(resolve));
				await new Promise((resolve) => setImmediate(resolve));
			}
		};
		expect(await codeOf(read())).toBe("VALIDATION_ERROR");
	});

	it("ends the form where a file was announced but not yet taken", async () => {
		const form = aForm(broken(start));
		const files = form.files()[Symbol.asyncIterator]();
		const first = await files.next().catch((error) => error);
		if (first instanceof FormError) return;
		await new Promise((resolve) => setImmediate(resolve));
		expect(await codeOf(takeAll(first.value.chunks))).toBe("VALIDATION_ERROR");
	});
});

describe("a reader that stops", () => {
	const body = Buffer.concat([aPart(aFile(90_000)), aPart(aFile(90_000, "file1")), CLOSE]);

	it("in the middle of a file gets the next one", async () => {
		const form = aForm(inPieces(body, 1000));
		const fields: string[] = [];
		for await (const file of form.files()) {
			fields.push(file.field);
			for await (const _ of file.chunks) break;
		}
		expect(fields).toEqual(["file0", "file1"]);
	});

	it("altogether takes no more from the sender, and can go without waiting for them", async () => {
		let sent = 0;
		const slow = (async function* () {
			for (const piece of inPieces(body, 1000)) {
				sent += piece.length;
				yield piece;
			}
			await new Promise(() => {});
		})();
		for await (const file of aForm(slow).files()) {
			for await (const _ of file.chunks) break;
			break;
		}
		const before = sent;
		await new Promise((resolve) => setImmediate(resolve));
		expect(before).toBeLessThan(80_000);
		expect(sent - before).toBeLessThanOrEqual(1000);
	});

	it("cannot begin again", async () => {
		const form = aForm([body]);
		await readForm(form);
		await expect(readForm(form)).rejects.toThrow("once");
	});
});

describe("memory", () => {
	it("is a few chunks: the sender is held back while nobody reads", async () => {
		const CHUNK = 16 * 1024;
		const TOTAL = 64 * 1024 * 1024;
		let sent = 0;
		let taken = 0;
		let ahead = 0;
		const head = aPart(aFile(0)).subarray(0, -2);
		const sender = (async function* () {
			yield head;
			for (; sent < TOTAL; sent += CHUNK) {
				ahead = Math.max(ahead, sent - taken);
				yield Buffer.alloc(CHUNK);
			}
			yield Buffer.from("\r\n");
			yield CLOSE;
		})();
		const limits = { fileBytes: TOTAL, requestBytes: TOTAL };
		for await (const file of aForm(sender, { limits }).files())
			for await (const chunk of file.chunks) {
				taken += chunk.length;
				if (taken % (CHUNK * 64) === 0) await new Promise((resolve) => setImmediate(resolve));
			}
		expect(taken).toBe(TOTAL);
		expect(ahead).toBeLessThan(20 * CHUNK);
	});
});
