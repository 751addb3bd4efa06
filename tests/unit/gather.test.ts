import { expect, test } from "vitest";
import { gather } from "#lib/db/gather.ts";

/** Looks that are answered by hand. */
function byHand() {
	const looks: { keys: readonly string[]; answer(): void; fail(): void }[] = [];
	const ask = gather<string, string>((keys) => {
		const { promise, resolve, reject } = Promise.withResolvers<Map<string, string>>();
		const answer = () => resolve(new Map(keys.map((key) => [key, `${key}${looks.length}`])));
		looks.push({ keys, answer, fail: () => reject(new Error("away")) });
		return promise;
	});
	return { looks, ask };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("all who ask at once are one look, each key once", async () => {
	const { looks, ask } = byHand();
	const answers = Promise.all([ask("a"), ask("b"), ask("a")]);
	await settled();
	expect(looks.map(({ keys }) => keys)).toEqual([["a", "b"]]);
	looks[0]?.answer();
	expect(await answers).toEqual(["a1", "b1", "a1"]);
});

test("who asks during a look waits for the next one", async () => {
	const { looks, ask } = byHand();
	const first = ask("a");
	await settled();
	const later = [ask("a"), ask("c")];
	await settled();
	expect(looks).toHaveLength(1);
	looks[0]?.answer();
	expect(await first).toBe("a1");
	await settled();
	expect(looks[1]?.keys).toEqual(["a", "c"]);
	looks[1]?.answer();
	expect(await Promise.all(later)).toEqual(["a2", "c2"]);
});

test("what is not there is undefined", async () => {
	const ask = gather<string, string>(async () => new Map());
	expect(await ask("a")).toBeUndefined();
});

test("a look that fails fails for those who waited for it alone", async () => {
	const { looks, ask } = byHand();
	const first = ask("a");
	await settled();
	const second = ask("a");
	looks[0]?.fail();
	await expect(first).rejects.toThrow("away");
	await settled();
	looks[1]?.answer();
	expect(await second).toBe("a2");
});
