/** Which network addresses can be reached from anywhere. */
import { BlockList, isIP } from "node:net";

/** The special-purpose networks of IPv4 (RFC 6890 and its kin): this one, private, shared, reserved. */
const PRIVATE_V4 = [
	...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
	...["172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"],
	...["198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
];
/** Within what is public of IPv6: tunnels, of which the other end is an IPv4, and documentation. */
const PRIVATE_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

function blockList(networks: readonly string[], family: "ipv4" | "ipv6"): BlockList {
	const list = new BlockList();
	for (const network of networks) {
		const [address = "", prefix] = network.split("/");
		list.addSubnet(address, Number(prefix), family);
	}
	return list;
}

const privateV4 = blockList(PRIVATE_V4, "ipv4");
const privateV6 = blockList(PRIVATE_V6, "ipv6");
/** All of IPv6 that is routed on the internet; loopback, local, mapped and unassigned are outside. */
const publicV6 = blockList(["2000::/3"], "ipv6");

/** Whether an address can be reached from anywhere. False for what is none. */
export function isPublicAddress(address: string): boolean {
	const family = isIP(address);
	if (family === 4) return !privateV4.check(address);
	if (family !== 6) return false;
	return publicV6.check(address, "ipv6") && !privateV6.check(address, "ipv6");
}
