/** The address under which a caller reaches this server, for as long as their request is answered. */
import { AsyncLocalStorage } from "node:async_hooks";

const current = new AsyncLocalStorage<string>();

/** Runs `work` with addresses that begin with this origin; empty for our own pages. */
export function withOrigin<T>(origin: string, work: () => T): T {
	return current.run(origin, work);
}

/** A path of ours as its caller can use it: scripts need the whole address, pages only the path. */
export function toAddress(path: string): string {
	return `${current.getStore() ?? ""}${path}`;
}
