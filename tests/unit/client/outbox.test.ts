/** The worker's share of guests' uploads, as it stands in `public`, over a database in the test's hands. */
import { readFileSync } from "node:fs";
import { createContext, Script } from "node:vm";
import { expect, it } from "vitest";

type Row = Record<string, unknown>;
type Stores = Record<"sources" | "items" | "bytes", Map<string, unknown>>;

/** As much of IndexedDB as the worker asks for. */
function anIndexedDb(stores: Stores) {
	const ask = (result: unknown) => {
		const request = { result, onsuccess: () => undefined };
		setTimeout(() => request.onsuccess());
		return request;
	};
	const objectStore = (name: keyof Stores) => ({
		get: (key: string) => ask(stores[name].get(key)),
		index: (field: string) => ({
			getAll: (value: string) =>
				ask([...stores[name].values()].filter((row) => (row as Row)[field] === value)),
		}),
		put: (row: Row) => stores[name].set(String(row.id), row),
		delete: (key: string) => stores[name].delete(key),
	});
	const transaction = () => {
		const work = { objectStore, oncomplete: () => undefined };
		setTimeout(() => work.oncomplete());
		return work;
	};
	return { open: () => ask({ transaction, close: () => undefined }) };
}

/** One photo for each event, in their order, and what each event answers: a status and a code. */
function anOutbox(answers: Record<string, [status: number, code: string]>) {
	const events = Object.keys(answers);
	const item = (eventId: string) => ({
		...{ id: `item-${eventId}`, source: `source-${eventId}`, key: `key-${eventId}`, size: 1 },
		...{ name: "a.jpg", status: "waiting", target: { eventId, album: "Tamu" }, failure: null },
	});
	const stores: Stores = {
		sources: new Map(events.map((id) => [id, { id: `source-${id}`, owner: "guest" }])),
		items: new Map(events.map((id) => [`item-${id}`, item(id)])),
		bytes: new Map(events.map((id) => [`item-${id}`, new Blob(["x"])])),
	};
	const asked: string[] = [];
	const fetch = async (path: string) => {
		const event = path.split("/")[3] ?? "";
		asked.push(event);
		const [status, code] = answers[event] ?? [404, "EVENT_NOT_FOUND"];
		return Response.json({ code, message: "" }, { status });
	};
	let sync: ((event: object) => void) | undefined;
	const self = {
		addEventListener: (_: string, listen: typeof sync) => {
			sync = listen;
		},
	};
	const globals = { self, fetch, indexedDB: anIndexedDb(stores), navigator, AbortSignal, FormData };
	new Script(readFileSync("public/sw-outbox.js", "utf8")).runInContext(createContext(globals));
	const send = () =>
		new Promise<void>((resolve, reject) => {
			sync?.({
				tag: "potret-outbox",
				waitUntil: (work: Promise<void>) => work.then(resolve, reject),
			});
		});
	const states = () =>
		events.map((id) => {
			const { status, failure } = stores.items.get(`item-${id}`) as Row;
			return [id, status, (failure as Row | null)?.code ?? null, stores.bytes.has(`item-${id}`)];
		});
	return { send, asked, states };
}

it("sends what it can, and keeps what an event lets in no more", async () => {
	const { send, asked, states } = anOutbox({
		closed: [401, "ACCESS_CODE_REQUIRED"],
		open: [201, ""],
	});
	await send();
	expect(asked).toEqual(["closed", "open"]);
	expect(states()).toEqual([
		["closed", "failed", "ACCESS_CODE_REQUIRED", true],
		["open", "done", null, false],
	]);
});

it("is called once more where one is to be tried again, after the others had their turn", async () => {
	const { send, states } = anOutbox({ busy: [503, "OVERLOADED"], open: [201, ""] });
	await expect(send()).rejects.toThrow("Answered 503");
	expect(states()).toEqual([
		["busy", "waiting", null, true],
		["open", "done", null, false],
	]);
});
