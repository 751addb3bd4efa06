/**
 * A way to a TCP server that can be cut, slowed, or made to lie: what a network and a server in trouble
 * do. Faults hold from the next bytes on, for connections that are there as well.
 */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { aPort } from "./ports.ts";

export interface Faults {
	/** Every answer comes so much later. */
	delayMs?: number;
	/** So many answers come, and those after them with the next faults. */
	answers?: number;
	/** A connection breaks off after so many bytes of answers. */
	cutAnswerAfter?: number;
	/** A connection breaks off after so many bytes of requests. */
	cutRequestAfter?: number;
	/** Every request is answered with this status, and goes no further. */
	status?: number;
	/** One bit of everything that is sent in bulk is another. */
	corrupt?: boolean;
	/** Nothing is passed on, and nothing is said. */
	silent?: boolean;
}

export interface FaultProxy {
	port: number;
	/** Connections that were taken so far. */
	taken(): number;
	/** Faults from now on; none of those before. */
	set(faults: Faults): void;
	/** Ends all connections, and refuses new ones. */
	refuse(): Promise<void>;
	/** Takes connections again, on the same port, and without faults. */
	mend(): Promise<void>;
	stop(): Promise<void>;
}

const answerOf = (status: number) =>
	`HTTP/1.1 ${status} Fault\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;

/** More than the head of any request. */
const BULK = 16 * 1024;

/** A copy with its last bit changed. */
function corrupted(chunk: Buffer): Buffer {
	const copy = Buffer.from(chunk);
	copy.writeUInt8((copy.at(-1) ?? 0) ^ 1, copy.length - 1);
	return copy;
}

/** The faults that hold, for all connections. */
class Plan {
	faults: Faults = {};
	#answers = Number.POSITIVE_INFINITY;
	#changed = Promise.withResolvers<void>();

	set(faults: Faults): void {
		this.faults = faults;
		this.#answers = faults.answers ?? Number.POSITIVE_INFINITY;
		this.#changed.resolve();
		this.#changed = Promise.withResolvers();
	}

	/** Resolves when one more answer may come. */
	async mayAnswer(): Promise<void> {
		while (this.#answers <= 0) await this.#changed.promise;
		this.#answers -= 1;
	}
}

const beginsAnswer = (chunk: Buffer) => chunk.subarray(0, 9).toString("latin1") === "HTTP/1.1 ";

class Connection {
	readonly #plan: Plan;
	readonly #client: Socket;
	readonly #server: Socket;

	constructor(client: Socket, server: Socket, plan: Plan) {
		this.#client = client;
		this.#server = server;
		this.#plan = plan;
		client.on("error", () => server.destroy()).on("close", () => server.destroy());
		server.on("error", () => client.destroy()).on("close", () => client.end());
		void this.#passRequests().catch(() => this.destroy());
		void this.#passAnswers().catch(() => this.destroy());
	}

	destroy(): void {
		this.#client.destroy();
		this.#server.destroy();
	}

	async #passRequests(): Promise<void> {
		let sent = 0;
		for await (const chunk of this.#client) {
			const { faults } = this.#plan;
			const { status, silent, corrupt, cutRequestAfter = Number.POSITIVE_INFINITY } = faults;
			if (silent) continue;
			if (status !== undefined) {
				this.#client.end(answerOf(status));
				continue;
			}
			const bytes = corrupt && chunk.length > BULK ? corrupted(chunk) : chunk;
			sent += bytes.length;
			await write(
				this.#server,
				bytes.subarray(0, Math.max(0, bytes.length - sent + cutRequestAfter)),
			);
			if (sent > cutRequestAfter) return this.destroy();
		}
		this.#server.end();
	}

	async #passAnswers(): Promise<void> {
		let sent = 0;
		for await (const chunk of this.#server) {
			if (beginsAnswer(chunk)) await this.#plan.mayAnswer();
			const { delayMs, silent, cutAnswerAfter = Number.POSITIVE_INFINITY } = this.#plan.faults;
			if (silent) continue;
			if (delayMs !== undefined) await pause(delayMs);
			sent += chunk.length;
			await write(
				this.#client,
				chunk.subarray(0, Math.max(0, chunk.length - sent + cutAnswerAfter)),
			);
			if (sent > cutAnswerAfter) return this.destroy();
		}
		this.#client.end();
	}
}

async function write(socket: Socket, bytes: Buffer): Promise<void> {
	if (bytes.length > 0 && !socket.write(bytes) && !socket.destroyed) await once(socket, "drain");
}

/** Proxies to a port of the loopback. */
export async function startFaultProxy(target: {
	port: number;
	hostname?: string;
}): Promise<FaultProxy> {
	const plan = new Plan();
	let taken = 0;
	const open = new Set<Connection>();
	const server = createServer((client) => {
		const onward = connect(target.port, target.hostname ?? "127.0.0.1");
		const connection = new Connection(client, onward, plan);
		open.add(connection);
		taken += 1;
		client.once("close", () => open.delete(connection));
	});
	const port = await aPort();
	const listen = async () => {
		server.listen(port, "127.0.0.1");
		await once(server, "listening");
	};
	await listen();
	const refuse = async () => {
		if (!server.listening) return;
		const closed = new Promise((resolve) => server.close(resolve));
		for (const connection of open) connection.destroy();
		await closed;
	};
	return {
		port,
		taken: () => taken,
		refuse,
		stop: refuse,
		set: (faults) => plan.set(faults),
		mend: async () => {
			plan.set({});
			if (!server.listening) await listen();
		},
	};
}
