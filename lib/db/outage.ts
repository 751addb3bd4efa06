/** Whether an error means that the database is away for the moment, and not that we asked it wrongly. */

/** Prisma's own (no connection, cut off, none free), Node's, and PostgreSQL's classes 08 and 57P. */
const AWAY =
	/^(P1001|P1002|P1008|P1017|P2024|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|08...|57P0.|53300)$/;
/** How Prisma's adapter calls the same. */
const AWAY_KINDS = new Set([
	...["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"],
]);

interface Layer {
	code?: unknown;
	originalCode?: unknown;
	kind?: unknown;
	cause?: unknown;
	meta?: { driverAdapterError?: unknown };
}

export function isOutage(error: unknown): boolean {
	if (typeof error !== "object" || error === null) return false;
	const { code, originalCode, kind, cause, meta } = error as Layer;
	if ([code, originalCode].some((value) => typeof value === "string" && AWAY.test(value)))
		return true;
	if (typeof kind === "string" && AWAY_KINDS.has(kind)) return true;
	return isOutage(cause) || isOutage(meta?.driverAdapterError);
}
