/** Somebody's server that webhooks are sent to: keeps what comes, and answers as it is told. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import type { Json } from "./api.ts";

export interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	text: string;
	body: Json;
}

export interface Receiver {
	/** By a path of its own, one test's deliveries are told from another's. */
	at(path: string): string;
	received(path: string): Received[];
	/** What a path answers from now on, request by request; then 204 for ever. Null keeps silent. */
	answers(path: string, ...statuses: (number | null)[]): void;
	close(): void;
}

export async function startReceiver(): Promise<Receiver> {
	const all: Received[] = [];
	const planned = new Map<string, (number | null)[]>();
	const server = createServer(async (request, response) => {
		const path = request.url ?? "";
		const said = await text(request);
		all.push({ path, headers: request.headers, text: said, body: JSON.parse(said) });
		const status = planned.get(path)?.shift();
		if (status === null) return;
		response.writeHead(status ?? 204, { location: "/elsewhere" });
		response.end(status ? `Answered ${status}` : undefined);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as { port: number };
	return {
		at: (path) => `http://127.0.0.1:${port}${path}`,
		received: (path) => all.filter((one) => one.path === path),
		answers: (path, ...statuses) => void planned.set(path, statuses),
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
