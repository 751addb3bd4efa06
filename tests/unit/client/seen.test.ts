/** What the worker keeps of what was seen, as it stands in `public`, over caches in the test's hands. */
import { readFileSync } from "node:fs";
import { createContext, Script } from "node:vm";
import { expect, it } from "vitest";

const ORIGIN = "https://potret.example";
const PICTURE = "/files/media/ab/1/small.webp";

/** The worker, a page of it, and answers that come when the test lets them. */
function aWorker() {
	const stores = new Map<string, Map<string, Response>>();
	const open = async (name: string) => {
		const store = stores.get(name) ?? new Map<string, Response>();
		stores.set(name, store);
		return {
			put: async (key: string, response: Response) => void store.set(key, response),
			delete: async (key: string) => store.delete(key),
			keys: async () => [...store.keys()],
		};
	};
	const caches = {
		...{ open, match: async () => undefined, keys: async () => [...stores.keys()] },
		delete: async (name: string) => stores.delete(name),
	};
	const answer = Promise.withResolvers<Response>();
	const listeners = new Map<string, (event: object) => void>();
	const self = {
		location: new URL(`${ORIGIN}/sw.js?build=one`),
		addEventListener: (type: string, listen: (event: object) => void) =>
			listeners.set(type, listen),
	};
	const globals = { self, caches, URL, importScripts: () => {}, fetch: () => answer.promise };
	new Script(readFileSync("public/sw.js", "utf8")).runInContext(createContext(globals));
	const under: Promise<unknown>[] = [];
	const waitUntil = (work: Promise<unknown>) => under.push(work);
	const ask = (path: string) => {
		const request = {
			url: `${ORIGIN}${path}`,
			method: "GET",
			mode: "no-cors",
			headers: new Headers(),
		};
		const respondWith = (response: Promise<unknown>) => under.push(response);
		listeners.get("fetch")?.({ request, respondWith, waitUntil });
	};
	const signOut = () => listeners.get("message")?.({ data: { signedOut: true }, waitUntil });
	/** Until nothing is under way any more. */
	const settled = async () => {
		for (const work of under) await work;
	};
	const kept = () => [...stores.values()].flatMap((store) => [...store.keys()]);
	return { ask, signOut, settled, kept, arrives: () => answer.resolve(new Response("picture")) };
}

it("is kept when it has come, and forgotten when somebody signs out", async () => {
	const { ask, arrives, signOut, settled, kept } = aWorker();
	ask(PICTURE);
	arrives();
	await settled();
	expect(kept()).toEqual([PICTURE]);
	signOut();
	await settled();
	expect(kept()).toEqual([]);
});

it("is not kept where it comes after somebody has signed out", async () => {
	const { ask, arrives, signOut, settled, kept } = aWorker();
	ask(PICTURE);
	signOut();
	arrives();
	await settled();
	expect(kept()).toEqual([]);
});

it("is kept of whoever comes after", async () => {
	const { ask, arrives, signOut, settled, kept } = aWorker();
	signOut();
	ask(PICTURE);
	arrives();
	await settled();
	expect(kept()).toEqual([PICTURE]);
});
