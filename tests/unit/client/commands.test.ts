import { expect, it } from "vitest";
import { type Command, commandsLike } from "#lib/client/commands.ts";

const labels = ["Events", "Batches", "New batch", "Résumé night", "Sinta & Bayu", "Embayed"];
const commands: Command[] = labels.map((label) => ({ id: `/${label}`, label, kind: "page" }));
const found = (wanted: string) => commandsLike(commands, wanted).map(({ label }) => label);

it("finds what begins so before what has a word that does, and that before what has it inside", () => {
	expect(found("ba")).toEqual(["Batches", "New batch", "Sinta & Bayu", "Embayed"]);
});
it("asks for no accent, no case and no order of words", () => {
	expect(found("RESUME")).toEqual(["Résumé night"]);
	expect(found("bayu sinta")).toEqual(["Sinta & Bayu"]);
});
it("has all while nothing is typed, and nothing that does not match", () => {
	expect(found("  ")).toEqual(labels);
	expect(found("zebra")).toEqual([]);
});
