/** The floor for a gallery: one static page with every picture in its place, and nothing that runs. */

import { once } from "node:events";
import { createServer } from "node:http";
import { aspectOf, packRows } from "#lib/core/photo-rows.ts";
import { rowOptions } from "#lib/core/photo-segments.ts";
import type { Photo, PhotoList } from "#lib/media/media.schema.ts";

async function allPhotos(url: string, eventId: string): Promise<Photo[]> {
	const photos: Photo[] = [];
	let cursor: string | null = null;
	do {
		const query = `?order=newest&limit=200${cursor ? `&cursor=${cursor}` : ""}`;
		const answer = await fetch(`${url}/api/events/${eventId}/photos${query}`);
		const page = (await answer.json()) as PhotoList;
		photos.push(...page.photos);
		cursor = page.next_cursor;
	} while (cursor);
	return photos;
}

function pageOf(photos: readonly Photo[], width: number): string {
	const { gap, ...options } = rowOptions(width);
	const rows = packRows(photos.map(aspectOf), { gap, ...options });
	const tiles = rows.flatMap(({ start, top, height, widths }) => {
		let left = 0;
		return widths.map((own, offset) => {
			const { small, medium } = photos[start + offset]?.renditions ?? {};
			const set = [small, medium].map((one) => `${one?.url} ${one?.width}w`).join(", ");
			const tile = `<img loading=lazy decoding=async alt="" src="${small?.url}" srcset="${set}" sizes="${own}px" style="position:absolute;top:${top}px;left:${left}px;width:${own}px;height:${height}px;object-fit:cover">`;
			left += own + gap;
			return tile;
		});
	});
	const last = rows.at(-1);
	const height = (last?.top ?? 0) + (last?.height ?? 0);
	return `<!doctype html><meta name=viewport content="width=device-width"><title>Bare</title><body style="margin:0"><h1 style="height:500px;margin:0">Bare</h1><div style="position:relative;height:${height}px">${tiles.join("")}</div>`;
}

/** Serves the bare page for screens of that width. */
export async function serveBareGrid(url: string, eventId: string, width: number) {
	const html = pageOf(await allPhotos(url, eventId), width);
	const server = createServer((_, response) => {
		response.setHeader("Content-Type", "text/html; charset=utf-8");
		response.end(html);
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as { port: number };
	return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
