import { expect, it } from "vitest";
import { readFilter, saidOf, withFilter, withSaid } from "#lib/client/photo-filter.ts";

it("is what the address says, and nothing else of it", () => {
	const query = new URLSearchParams("view=zones&q=cake&damaged=true&tag=&uploader=Sinta");
	expect(readFilter(query)).toEqual({ q: "cake", uploader: "Sinta", damaged: "true" });
});

it("is written into the address beside what stands there", () => {
	const address = withFilter("https://potret.example/events/1?view=Tamu&q=old&tag=x", {
		q: "new & old",
	});
	expect(new URL(address).search).toBe("?view=Tamu&q=new+%26+old");
	expect(readFilter(new URL(address).searchParams)).toEqual({ q: "new & old" });
});

it("says one thing more, or one less; nothing is not said", () => {
	const filter = withSaid({ q: "a" }, "tag", "evening");
	expect(filter).toEqual({ q: "a", tag: "evening" });
	expect(withSaid(filter, "q", "  ")).toEqual({ tag: "evening" });
	expect(withSaid(filter, "tag", undefined)).toEqual({ q: "a" });
});

it("lists what is said, but for the words that stand in their field", () => {
	expect(saidOf({ similar: "true", q: "a", from: "2026-05-09" })).toEqual([
		["from", "2026-05-09"],
		["similar", "true"],
	]);
});

it("names a person in the address by another word than the page of that person", () => {
	const query = new URLSearchParams("view=people&person=1&with=2&zone=none");
	expect(readFilter(query)).toEqual({ person: "2", zone: "none" });
	const address = withFilter("https://potret.example/events/1?person=1", { person: "2" });
	expect(new URL(address).search).toBe("?person=1&with=2");
	expect(new URL(withFilter(address, {})).search).toBe("?person=1");
});
