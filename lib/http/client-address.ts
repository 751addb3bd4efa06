/** The header in which the web process tells the handlers who is calling; never taken from outside. */
export const ADDRESS_HEADER = "x-potret-address";

/**
 * The caller's address: the connection's own, or, behind `proxies` reverse proxies, the entry of
 * X-Forwarded-For that the outermost of them wrote. What stands before it anybody could have sent.
 */
export function clientAddress(
	socketAddress: string | undefined,
	forwardedFor: string | undefined,
	proxies: number,
): string {
	const direct = socketAddress?.replace(/^::ffff:/, "") ?? "unknown";
	if (proxies === 0 || !forwardedFor) return direct;
	const hops = forwardedFor.split(",").map((hop) => hop.trim());
	return hops.at(-proxies) || hops[0] || direct;
}
