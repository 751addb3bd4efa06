import { isIP, isIPv6 } from "node:net";

/** The header in which the web process tells the handlers who is calling; never taken from outside. */
export const ADDRESS_HEADER = "x-potret-address";

/** An address without brackets, port and IPv4 mapping; null for what is none. */
function plain(text: string | undefined): string | null {
	const trimmed = (text ?? "").trim().replace(/^::ffff:(?=\d+\.)/i, "");
	const address =
		/^\[([^\]]+)\](:\d+)?$/.exec(trimmed)?.[1] ?? trimmed.replace(/^([\d.]+):\d+$/, "$1");
	return isIP(address) ? address : null;
}

/** Who has one IPv6 address has its whole /64: they are one caller. */
function network(address: string): string {
	if (!isIPv6(address)) return address;
	const [head = "", tail] = address.toLowerCase().split("::");
	const left = head.split(":").filter(Boolean);
	const right = (tail ?? "").split(":").filter(Boolean);
	const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
	const groups = [...left, ...Array.from({ length: zeros }, () => "0"), ...right];
	return `${groups
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(":")}::/64`;
}

/**
 * The caller's address: the connection's own, or, behind `proxies` reverse proxies, the entry of
 * X-Forwarded-For that the outermost of them wrote. What stands before it anybody could have sent;
 * where there are fewer entries than proxies, the request did not come through them.
 */
export function clientAddress(
	socketAddress: string | undefined,
	forwardedFor: string | undefined,
	proxies: number,
): string {
	const direct = plain(socketAddress);
	const forwarded = proxies > 0 ? plain(forwardedFor?.split(",").at(-proxies)) : null;
	const address = forwarded ?? direct;
	return address === null ? "unknown" : network(address);
}
