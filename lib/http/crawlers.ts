import { isbot } from "isbot";
import { headers } from "next/headers";

/** Whether a page is fetched by a program, such as a chat that shows what a link is to. */
export async function isCrawler(): Promise<boolean> {
	return isbot((await headers()).get("user-agent"));
}
