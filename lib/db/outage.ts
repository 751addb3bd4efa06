/** Whether an error means that the database is away for the moment, and not that we asked it wrongly. */

/**
 * Prisma's own (no connection, cut off, none free), Node's, and PostgreSQL's: classes 08 and 57P, too
 * many connections, and two transactions that stood in each other's way.
 */
const AWAY =
	/^(P1001|P1002|P1008|P1017|P2024|P2028|P2034|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|08...|57P0.|53300|40001|40P01)$/;
/** How Prisma's adapter calls the same. */
const AWAY_KINDS = new Set([
	...["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"],
]);

/** Data that PostgreSQL does not take: its class 22, and how Prisma calls the same. */
const REFUSED = /^(P2000|P2006|P2007|P2020|P2023|P2033|22...)$/;
/** Unique, by Prisma and by PostgreSQL. */
const DUPLICATE = /^(P2002|23505)$/;

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

function hasCode(error: unknown, codes: RegExp): boolean {
	if (typeof error !== "object" || error === null) return false;
	const { code, originalCode, cause, meta } = error as Layer;
	if ([code, originalCode].some((value) => typeof value === "string" && codes.test(value)))
		return true;
	return hasCode(cause, codes) || hasCode(meta?.driverAdapterError, codes);
}

/** Whether the database is there and refused what it was given: it would do so again. */
export function isRefusal(error: unknown): boolean {
	return !isOutage(error) && hasCode(error, REFUSED);
}

/** Whether something is there already that there may be only one of. */
export function isDuplicate(error: unknown): boolean {
	return hasCode(error, DUPLICATE);
}
