/**
 * An answer given before the body has arrived (413, 401, 503). Many clients, python's `requests`
 * among them, send the whole body before they read: closing on them, or no longer reading, loses the
 * answer or leaves them hanging. So the rest is read and thrown away, within bounds.
 *
 * Node does this by itself only where nobody has touched the body. A handler that read some of it,
 * or cancelled it, leaves the connection stalled until the idle limit: tried with Node 24, six
 * seconds with an idle limit of five, instead of 0.05.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

export interface DiscardBounds {
	/** Bytes that are still read, and for how long, before the connection is cut. */
	bytes: number;
	ms: number;
	/** Without any byte for this long, it is cut as well. */
	idleMs: number;
}

/** Node's own way to let a body run to nowhere; it has no public name. */
interface Dumpable {
	_dump?(): void;
}

const LOOK_EVERY_MS = 100;

/** Calls `then` once the body has passed, or cuts the connection at a bound. */
function readToNowhere(
	request: IncomingMessage,
	socket: Socket,
	bounds: DiscardBounds,
	then: () => void,
): void {
	(request as Dumpable)._dump?.();
	socket.resume();
	const keepAliveMs = socket.timeout ?? 0;
	socket.setTimeout(bounds.idleMs);
	const before = socket.bytesRead;
	const until = Date.now() + bounds.ms;
	const timer = setInterval(() => {
		if (request.complete && !socket.destroyed) {
			socket.setTimeout(keepAliveMs);
			then();
		} else if (socket.bytesRead - before > bounds.bytes || Date.now() > until) socket.destroy();
		else if (!socket.destroyed) return;
		clearInterval(timer);
	}, LOOK_EVERY_MS);
}

/** Node's own way to close each socket: requests in a pipeline share one, and must not wrap it twice. */
const originals = new WeakMap<Socket, () => void>();

/** Sees to it that an answer to this request reaches its client, however early it is given. */
export function discardRest(
	request: IncomingMessage,
	response: ServerResponse,
	bounds: DiscardBounds,
): void {
	// Kept here: a request whose body was cancelled no longer knows its socket.
	const { socket } = request;
	let close: (() => void) | undefined;
	// Node calls this right behind an answer with `Connection: close`. With a body still arriving, the
	// kernel would then send a reset, which may overtake the answer.
	const destroySoon = originals.get(socket) ?? socket.destroySoon.bind(socket);
	originals.set(socket, destroySoon);
	socket.destroySoon = () => {
		if (request.complete) destroySoon();
		else close = destroySoon;
	};
	response.once("finish", () => {
		if (!request.complete) readToNowhere(request, socket, bounds, () => close?.());
	});
	response.once("close", () => {
		if (!close) socket.destroySoon = destroySoon;
	});
}
