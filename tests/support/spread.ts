/** One address before several web processes, as a balancer is: each connection goes to the next of them. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface Spread {
	port: number;
	stop(): Promise<void>;
}

/** Bytes both ways, and each end of one side an end of the other. */
function join(near: Socket, far: Socket): void {
	near.pipe(far).pipe(near);
	for (const [one, other] of [
		[near, far],
		[far, near],
	] as const) {
		one.on("error", () => other.resetAndDestroy());
		one.on("close", () => other.destroySoon());
	}
}

/** A client that keeps a connection would stay with one process: every request asks to end its own. */
function endConnections(): void {
	const plain = globalThis.fetch;
	globalThis.fetch = (input, init = {}) => {
		const headers = new Headers(input instanceof Request ? input.headers : undefined);
		for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
		headers.set("connection", "close");
		return plain(input, { ...init, headers });
	};
}

let ending = false;

/** `ports` is asked at each connection: the processes may be others by then. */
export async function startSpread(ports: () => readonly number[]): Promise<Spread> {
	if (!ending) endConnections();
	ending = true;
	let turn = 0;
	const open = new Set<Socket>();
	const server = createServer({ allowHalfOpen: true }, (near) => {
		const all = ports();
		const port = all[turn++ % all.length] ?? 0;
		join(near, connect({ port, host: "127.0.0.1", allowHalfOpen: true }));
		open.add(near);
		near.once("close", () => open.delete(near));
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	const stop = async () => {
		const closed = once(server, "close");
		server.close();
		for (const socket of open) socket.destroy();
		await closed;
	};
	return { port: (server.address() as AddressInfo).port, stop };
}
