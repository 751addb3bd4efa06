/**
 * Ports that are had again: by who was killed and starts anew, or is away for a while. Those that the
 * system hands out, to `listen(0)` and to every connection that goes out, may be anybody's by then.
 */
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";

const HANDED_OUT = "/proc/sys/net/ipv4/ip_local_port_range";
/** Where the kernel does not tell. */
const USUALLY_FROM = 32_768;
/** Above what well-known programs listen on. */
const FIRST = 10_240;
/** Each process has so many of its own, as far as they go round. */
const SHARE = 100;

/** The first port that the system hands out. */
const handedOutFrom = () =>
	existsSync(HANDED_OUT) ? Number.parseInt(readFileSync(HANDED_OUT, "utf8"), 10) : USUALLY_FROM;

let taken = 0;

/** The next of this process; 0, which is any, where the system hands out all of them. */
function next(): number {
	const shares = Math.floor((handedOutFrom() - FIRST) / SHARE);
	if (shares <= 0) return 0;
	return FIRST + (process.pid % shares) * SHARE + (taken++ % SHARE);
}

/** The port that could be listened on; null where somebody does. */
async function tried(port: number): Promise<number | null> {
	const server = createServer().listen(port, "127.0.0.1");
	try {
		await once(server, "listening");
	} catch {
		return null;
	}
	const address = server.address() as AddressInfo;
	server.close();
	await once(server, "close");
	return address.port;
}

/** A port of the loopback that nobody listens on, and that nobody is given by chance. */
export async function aPort(): Promise<number> {
	for (;;) {
		const port = await tried(next());
		if (port !== null) return port;
	}
}
