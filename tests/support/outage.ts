/** A server whose bucket can be broken, and what must hold of its photos whatever is done to that. */
import { expect } from "vitest";
import { Api, eventually, type Json } from "./api.ts";
import type { FaultProxy } from "./fault-proxy.ts";
import { aPicture } from "./pictures.ts";
import { startServer, type TestServer } from "./server.ts";
import { filesOnDisk } from "./storage.ts";
import { keysInBucket, makeBucketBehindProxy, s3Environment } from "./swift.ts";

const AT_ONCE = 8;
/** Fifty photos are rendered, and sent to a store with all that was made of them. */
const PATIENCE_MS = 180_000;
/** Of a test that waits for that. */
export const TIME = { timeout: 300_000 };

export interface Upload {
	reply: Json;
	bytes: Buffer;
}

export const photos = (count: number) =>
	Promise.all(Array.from({ length: count }, () => aPicture({ width: 1200, height: 800 })));

const isReady = (all: Json[]) => all.every(({ status }) => status === "ready");
export const originalOf = (id: string) => `media/${id.slice(-2)}/${id}/original`;

async function download(url: string): Promise<Buffer> {
	const response = await fetch(url);
	expect(response.status).toBe(200);
	return Buffer.from(await response.arrayBuffer());
}

export class Outage {
	readonly proxy: FaultProxy;
	readonly bucket: string;
	readonly server: TestServer;
	readonly owner: Api;
	readonly eventId: string;

	private constructor(
		proxy: FaultProxy,
		bucket: string,
		server: TestServer,
		owner: Api,
		id: string,
	) {
		this.proxy = proxy;
		this.bucket = bucket;
		this.server = server;
		this.owner = owner;
		this.eventId = id;
	}

	/** With an event, and everything working still. */
	static async prepare(): Promise<Outage> {
		const { settings, proxy } = await makeBucketBehindProxy();
		const server = await startServer({ env: s3Environment({ ...settings, timeoutMs: 2000 }) });
		const owner = await new Api(server.url).photographer();
		return new Outage(proxy, settings.bucket, server, owner, await owner.createEvent());
	}

	async end(): Promise<void> {
		await this.server.stop();
		await this.proxy.stop();
	}

	list = async (): Promise<Json[]> =>
		(await this.owner.get(`/api/events/${this.eventId}/photos?limit=200`)).body.photos;
	/** All of them have been rendered. */
	allReady = () => eventually(this.list, isReady, PATIENCE_MS);
	health = () => this.owner.get("/api/health");

	/** Uploads some at a time; `after` is called with those that were acknowledged. */
	async uploadAll(
		bodies: readonly Buffer[],
		after: (acknowledged: readonly Upload[]) => Promise<void> = async () => {},
	): Promise<Upload[]> {
		const done: Upload[] = [];
		const queue = bodies.values();
		const send = async () => {
			for (const bytes of queue) {
				const { status, body } = await this.owner.upload(this.eventId, bytes);
				expect(status).toBe(201);
				done.push({ reply: body, bytes });
				await after(done);
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, send));
		return done;
	}

	async readAll(uploads: readonly Upload[]): Promise<void> {
		const shown = new Map((await this.list()).map((photo) => [photo.id, photo]));
		for (const { reply, bytes } of uploads) {
			const original = await download(shown.get(reply.id)?.download_url);
			expect(original.equals(bytes)).toBe(true);
			expect((await download(shown.get(reply.id)?.url)).length).toBeGreaterThan(0);
		}
	}

	/** Everything is where it belongs: in the bucket, and said to be. */
	async allMoved(uploads: readonly Upload[]): Promise<void> {
		await eventually(
			() => filesOnDisk(this.server.dataDir),
			(files) => files.length === 0,
			PATIENCE_MS,
		);
		const keys = new Set(await keysInBucket(this.bucket));
		for (const { reply } of uploads) expect(keys).toContain(originalOf(reply.id));
		const all = await this.list();
		expect(all.map(({ storage_tier }) => storage_tier)).toEqual(all.map(() => "primary"));
	}
}
