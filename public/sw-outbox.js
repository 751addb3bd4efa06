/**
 * Guests' photos that no page is open to send. What is read and written here is described in
 * `lib/client/upload-db.ts`; whoever sends holds the lock of what was added at once.
 */
const OUTBOX = "potret-outbox";
const DATABASE = "potret-uploads";
/** A page that was closed just now has let go by then; one that is open sends by itself. */
const PATIENCE_MS = 10_000;
/** Codes with which the same request may succeed later. */
const PASSING = new Set([408, 409, 423, 429]);

const settled = (request) =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});

/** Null where no page has ever kept anything. */
async function openOutbox() {
	const request = indexedDB.open(DATABASE);
	// It was not there: making it is the pages' affair.
	request.onupgradeneeded = () => request.transaction.abort();
	return settled(request).catch(() => null);
}

const read = (database, store, index, key) =>
	settled(database.transaction(store).objectStore(store).index(index).getAll(key));

/** Calls `work` unless a page has this in hand. */
async function inTurn(source, work) {
	const lock = `potret-upload-${source}`;
	let begun = false;
	const hold = () => {
		begun = true;
		return work();
	};
	try {
		await navigator.locks.request(lock, { signal: AbortSignal.timeout(PATIENCE_MS) }, hold);
	} catch (error) {
		if (begun) throw error;
	}
}

function formOf({ target, name }, bytes) {
	const form = new FormData();
	form.append("albumName", target.album);
	if (target.uploaderName) form.append("uploaderName", target.uploaderName);
	form.append("file", bytes, name.split("/").at(-1));
	return form;
}

/** The item after one try. Throws where another may succeed: the browser then calls once more. */
async function send(item, bytes) {
	const response = await fetch(`/api/events/${item.target.eventId}/photos`, {
		method: "POST",
		headers: { Accept: "application/json", "Idempotency-Key": item.key },
		body: formOf(item, bytes),
	});
	const { status } = response;
	if (PASSING.has(status) || status >= 500) throw new Error(`Answered ${status}`);
	const body = await response.json().catch(() => ({}));
	if (response.ok)
		return {
			...{ ...item, status: "done", sentBytes: item.size },
			...{ failure: null, duplicate: body.duplicate === true },
		};
	const { code = body.error ?? "INTERNAL_ERROR", message = "" } = body;
	const failure = { code, status, message, retryAfterSeconds: null };
	return { ...item, status: "failed", failure };
}

async function write(database, item) {
	const transaction = database.transaction(["items", "bytes"], "readwrite");
	transaction.objectStore("items").put(item);
	if (item.status === "done") transaction.objectStore("bytes").delete(item.id);
	await new Promise((resolve, reject) => {
		transaction.oncomplete = resolve;
		transaction.onerror = () => reject(transaction.error);
	});
}

async function sendSource(database, source) {
	for (const item of await read(database, "items", "source", source)) {
		if (item.status === "done" || item.status === "failed") continue;
		const bytes = await settled(database.transaction("bytes").objectStore("bytes").get(item.id));
		if (bytes) await write(database, await send(item, bytes));
	}
}

async function sendOutbox() {
	const database = await openOutbox();
	if (!database) return;
	const failures = [];
	try {
		for (const { id } of await read(database, "sources", "owner", "guest"))
			await inTurn(id, () => sendSource(database, id)).catch((error) => failures.push(error));
	} finally {
		database.close();
	}
	// Once each has had its turn: the browser then calls once more.
	if (failures.length > 0) throw failures[0];
}

self.addEventListener("sync", (event) => {
	if (event.tag === OUTBOX) event.waitUntil(sendOutbox());
});
