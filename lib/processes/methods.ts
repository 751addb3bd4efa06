/** Methods that an address does not have: Next would answer them with nothing, or with the page. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { methodNotAllowed } from "#lib/http/errors.ts";
import { sendAnswer, toRequest } from "#lib/http/node-exchange.ts";
import { serve } from "#lib/http/route.ts";
import { type Address, findAddress } from "#lib/reference/addresses.ts";

/** Pages and what they load are only looked at: none of them has an action. */
const PAGE: Address = { family: "platform", methods: ["GET", "HEAD"] };

/** Null for what is under /api and no address: the route that answers what no other does tells so. */
function addressOf(path: string): Address | null {
	return /^\/api(\/|$)/.test(path) ? findAddress(path) : PAGE;
}

/** Why this method is not for this address; null where it is, or where there is nothing. */
export function refusalOf({ method = "GET", url = "/" }: IncomingMessage): Address | null {
	const address = addressOf(url.split("?")[0] ?? "");
	return address?.methods.includes(method) ? null : address;
}

/** Answers such a request in the form of its family, with the methods that there are. */
export async function refuseMethod(
	{ family, methods }: Address,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const refuse = serve({ family }, async () => {
		throw methodNotAllowed(methods);
	});
	// TRACE is none that a request of the web may have.
	const method = request.method === "TRACE" ? "GET" : (request.method ?? "GET");
	const answer = await refuse(toRequest(request, method), { params: Promise.resolve({}) });
	await sendAnswer(answer, response, method);
}
