import { headers } from "next/headers";
import { config } from "#lib/config/config.ts";

/** Where the reader's browser has this server: the setting, else the address that was asked for. */
export async function pageOrigin(): Promise<string> {
	const { publicUrl } = config();
	if (publicUrl) return publicUrl;
	const asked = await headers();
	const scheme = asked.get("x-forwarded-proto") === "https" ? "https" : "http";
	return `${scheme}://${asked.get("host") ?? "localhost"}`;
}
