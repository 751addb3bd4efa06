import { describe, expect, it } from "vitest";
import { withOrigin } from "#lib/core/origin.ts";
import { type FileView, readFileUrl, signFileUrl } from "#lib/storage/file-url.ts";
import { givenSettings } from "#tests/support/settings.ts";

const HOUR = 3600_000;
const WINDOW = 6 * HOUR;
const START = 1000 * WINDOW;
const VIEW: FileView = { key: "media/ab/cd/original", contentType: "image/jpeg" };

givenSettings({ AUTH_SECRET: "signs-the-addresses-of-this-test-only" });

function parse(url: string) {
	const { pathname, searchParams } = new URL(url, "http://x");
	return { key: pathname.replace("/files/", ""), query: searchParams };
}

const read = (url: string, now: number) => readFileUrl(parse(url).key, parse(url).query, now);

describe("a file's address", () => {
	it("is the same within a window, and another in the next", () => {
		const first = signFileUrl(VIEW, START);
		expect(signFileUrl(VIEW, START + WINDOW - 1)).toBe(first);
		expect(signFileUrl(VIEW, START + WINDOW)).not.toBe(first);
	});

	it("holds for a window at least and for two at most, from wherever in it", () => {
		for (const at of [START, START + WINDOW - 1]) {
			const url = signFileUrl(VIEW, at);
			expect(read(url, at + WINDOW)).toMatchObject(VIEW);
			expect(read(url, at + 2 * WINDOW)).toBeNull();
		}
		const url = signFileUrl(VIEW, START);
		expect(read(url, START + 2 * WINDOW - 1)).toMatchObject({ expiresAt: START + 2 * WINDOW });
	});

	it("carries the download's name, whatever is in it", () => {
		const downloadName = 'Zoë & "friends"?#%2F=1.jpg';
		const url = signFileUrl({ ...VIEW, downloadName }, START);
		expect(read(url, START)).toMatchObject({ ...VIEW, downloadName });
	});

	it("tells an empty name from none", () => {
		const url = signFileUrl({ ...VIEW, downloadName: "" }, START);
		expect(read(url, START)?.downloadName).toBe("");
		expect(read(signFileUrl(VIEW, START), START)?.downloadName).toBeUndefined();
	});

	it("is whole for scripts and a path for our pages", () => {
		const whole = withOrigin("https://photos.example", () => signFileUrl(VIEW, START));
		expect(whole).toBe(`https://photos.example${signFileUrl(VIEW, START)}`);
	});
});

describe("an altered address", () => {
	const change: Record<string, (query: URLSearchParams) => void> = {
		"a later expiry": (query) => query.set("e", String(START + 100 * WINDOW)),
		"no expiry": (query) => query.delete("e"),
		"an expiry that is no number": (query) => query.set("e", "Infinity"),
		"another type": (query) => query.set("t", "text/html"),
		"a name": (query) => query.set("n", "evil.html"),
		"no signature": (query) => query.delete("s"),
		"an empty signature": (query) => query.set("s", ""),
		"a longer signature": (query) => query.set("s", `${query.get("s")}A`),
		"a signature of another": (query) =>
			query.set("s", parse(signFileUrl({ ...VIEW, key: "media/x" }, START)).query.get("s") ?? ""),
	};
	for (const [title, alter] of Object.entries(change))
		it(`with ${title} is refused`, () => {
			const { key, query } = parse(signFileUrl(VIEW, START));
			expect(readFileUrl(key, query, START)).not.toBeNull();
			alter(query);
			expect(readFileUrl(key, query, START)).toBeNull();
		});

	it("for another object is refused", () => {
		const { query } = parse(signFileUrl(VIEW, START));
		expect(readFileUrl("media/ab/ce/original", query, START)).toBeNull();
	});

	it("that moves text from one part to the next is refused", () => {
		const { query } = parse(signFileUrl({ key: "a", contentType: "b", downloadName: "c" }, START));
		query.set("t", 'b","c');
		query.delete("n");
		expect(readFileUrl("a", query, START)).toBeNull();
	});
});
