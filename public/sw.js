/**
 * The worker behind the pages: what was seen opens offline, and guests' photos are sent without a page.
 * Its address has the build in it, so that another build is another worker. No answer of the API is
 * ever kept here.
 */
importScripts("/sw-outbox.js");

const BUILD = new URL(self.location.href).searchParams.get("build");
/** What the pages are made of; each build has its own. */
const STATIC = `potret-static-${BUILD}`;
/** Emptied when somebody signs out (`lib/client/service-worker.ts`). */
const PAGES = "potret-seen-pages";
const PICTURES = "potret-seen-pictures";
const OFFLINE = "/offline";

const MOST = { [PAGES]: 20, [PICTURES]: 800 };
/** Counting what is kept takes longer than keeping it. */
const COUNT_EVERY = 40;

/** Galleries are kept, the studio is not: it is of no use without its server. */
const GALLERY = /^\/event\/[0-9a-f-]{36}(\/p\/[0-9a-f-]{36})?$/;
/** A rendition's signature is another one every day, and the picture is the same. */
const RENDITION = /^\/files\/.+\/(small|medium|large)\.\w+$/;

/** Where an address is kept, and under which name; null where it is not. */
function placeOf(address) {
	const { origin, pathname } = new URL(address, self.location.href);
	if (origin !== self.location.origin) return null;
	if (pathname.startsWith("/_next/static/")) return { name: STATIC, key: pathname };
	if (RENDITION.test(pathname)) return { name: PICTURES, key: pathname };
	if (GALLERY.test(pathname)) return { name: PAGES, key: pathname };
	return null;
}

let kept = 0;
/** How often all that was seen was forgotten. */
let forgotten = 0;

/** `asked` is what `forgotten` was when the answer was asked for: what comes after it was forgotten is not kept. */
async function keep({ name, key }, response, asked) {
	// A redirect is an answer to somebody's cookie, not the page.
	if (response.status !== 200 || response.redirected) return;
	const isForgotten = () => name in MOST && asked !== forgotten;
	if (isForgotten()) return;
	const cache = await caches.open(name);
	await cache.put(key, response);
	if (isForgotten()) return void (await cache.delete(key));
	kept++;
	if (name in MOST && kept % COUNT_EVERY === 1) await trim(cache, MOST[name]);
}

/** For whoever comes after the one who has seen it. */
async function forget() {
	forgotten++;
	await Promise.all(Object.keys(MOST).map((name) => caches.delete(name)));
}

/** The oldest go first. */
async function trim(cache, most) {
	const keys = await cache.keys();
	for (const key of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(key);
}

/** Its headers were for other circumstances: what varies is in the key. */
const find = ({ name, key }) => caches.match(key, { cacheName: name, ignoreVary: true });

async function fetchAndKeep(event, place) {
	const asked = forgotten;
	const response = await fetch(event.request);
	// Full disks and private windows keep nothing, and show it all the same.
	event.waitUntil(keep(place, response.clone(), asked).catch(() => undefined));
	return response;
}

const keptFirst = async (event, place) => (await find(place)) ?? fetchAndKeep(event, place);

/** What was deleted or withdrawn is not shown as long as there is anybody to ask. */
async function newestFirst(event, place) {
	try {
		return place ? await fetchAndKeep(event, place) : await fetch(event.request);
	} catch (error) {
		const known = place && (await find(place));
		if (known) return known;
		const offline = { name: STATIC, key: OFFLINE };
		const page = event.request.mode === "navigate" && (await find(offline));
		if (page) return page;
		throw error;
	}
}

self.addEventListener("fetch", (event) => {
	const { request } = event;
	if (request.method !== "GET" || request.headers.has("range")) return;
	const place = placeOf(request.url);
	if (request.mode === "navigate") {
		if (new URL(request.url).pathname.startsWith("/api/")) return;
		event.respondWith(newestFirst(event, place?.name === PAGES ? place : null));
	} else if (place?.name === STATIC) event.respondWith(keptFirst(event, place));
	else if (place?.name === PICTURES) event.respondWith(newestFirst(event, place));
});

/** The offline page with all that it is made of. */
async function keepOffline() {
	const response = await fetch(OFFLINE);
	if (!response.ok) throw new Error(`${OFFLINE} answered ${response.status}`);
	const html = await response.clone().text();
	const cache = await caches.open(STATIC);
	await cache.put(OFFLINE, response);
	const parts = html.match(/\/_next\/static\/[^"'\\\s)?]+/g) ?? [];
	await keepAll([...new Set(parts)]);
}

/** Each by itself: one that is gone takes no other along. */
const keepAll = (addresses) =>
	Promise.all(
		addresses.map(async (address) => {
			const place = placeOf(address);
			if (!place || (place.name === STATIC && (await find(place)))) return;
			const asked = forgotten;
			await keep(place, await fetch(address), asked).catch(() => undefined);
		}),
	);

self.addEventListener("install", (event) => {
	event.waitUntil(keepOffline().then(() => self.skipWaiting()));
});

/** Other builds' parts go; what was seen stays. */
async function dropOthers() {
	const names = await caches.keys();
	const others = names.filter((name) => name.startsWith("potret-static-") && name !== STATIC);
	await Promise.all(others.map((name) => caches.delete(name)));
	await self.clients.claim();
}

self.addEventListener("activate", (event) => event.waitUntil(dropOthers()));

/** A page that was there before this worker tells what it has loaded so far; any tells when to forget. */
self.addEventListener("message", (event) => {
	const { seen, signedOut } = event.data ?? {};
	if (signedOut) event.waitUntil(forget());
	if (Array.isArray(seen)) event.waitUntil(keepAll(seen).catch(() => undefined));
});
