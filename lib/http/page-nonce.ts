import { headers } from "next/headers";
import { CSP } from "./page-headers.ts";

/** What a script of the page has to carry by the page's own policy. */
export async function pageNonce(): Promise<string | undefined> {
	return (await headers()).get(CSP)?.match(/'nonce-([^']+)'/)?.[1];
}
