import { describe, expect, it } from "vitest";
import { NewZone } from "#lib/client/new-zone.ts";
import type { SendResult } from "#lib/client/upload-queue-types.ts";

const ARRIVED: SendResult = { ok: true, duplicate: false };
const FAILED: SendResult = {
	ok: false,
	failure: { code: "NETWORK", status: 0, message: "", retryAfterSeconds: null },
};

/** What was asked of the server, and answers that are given when the test says so. */
class Server {
	readonly asked: string[] = [];
	private readonly open: ((made: { result: SendResult; zoneId: string | null }) => void)[] = [];

	ways = (name: string, stopped: SendResult | null = null) => ({
		stopped: () => stopped,
		add: async (zoneId: string) => {
			this.asked.push(`${name} into ${zoneId}`);
			return ARRIVED;
		},
		make: (zoneId: string | null) => {
			this.asked.push(`${name} alone, then into ${zoneId ?? "a new one"}`);
			return new Promise<{ result: SendResult; zoneId: string | null }>((resolve) =>
				this.open.push(resolve),
			);
		},
	});

	answer = (result: SendResult, zoneId: string | null) => this.open.shift()?.({ result, zoneId });
}

describe("a zone that is made of files on their way", () => {
	it("is made by the first; the others wait and follow", async () => {
		const [zone, server] = [new NewZone("Vows"), new Server()];
		const sent = ["a", "b", "c"].map((key) => zone.inTurn(key, server.ways(key)));
		expect(server.asked).toEqual(["a alone, then into a new one"]);
		server.answer(ARRIVED, "z");
		expect(await Promise.all(sent)).toEqual([ARRIVED, ARRIVED, ARRIVED]);
		expect(server.asked.slice(1)).toEqual(["b into z", "c into z"]);
	});

	it("is made by the next where the first failed, which is sent alone again and put into it", async () => {
		const [zone, server] = [new NewZone(null), new Server()];
		const first = zone.inTurn("a", server.ways("a"));
		const second = zone.inTurn("b", server.ways("b"));
		server.answer(FAILED, null);
		expect(await first).toEqual(FAILED);
		server.answer(ARRIVED, "z");
		expect(await second).toEqual(ARRIVED);
		const again = zone.inTurn("a", server.ways("a"));
		server.answer(ARRIVED, "z");
		expect(await again).toEqual(ARRIVED);
		expect(server.asked).toEqual([
			"a alone, then into a new one",
			"b alone, then into a new one",
			"a alone, then into z",
		]);
	});

	it("is not sent what was stopped while it waited", async () => {
		const [zone, server] = [new NewZone(null), new Server()];
		const first = zone.inTurn("a", server.ways("a"));
		const second = zone.inTurn("b", server.ways("b", FAILED));
		server.answer(ARRIVED, "z");
		await first;
		expect(await second).toEqual(FAILED);
		expect(server.asked).toEqual(["a alone, then into a new one"]);
	});
});
