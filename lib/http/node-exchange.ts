/** Between Node's own requests and answers and the web's, for what is answered before Next. */
import type { IncomingMessage, ServerResponse } from "node:http";

/** The request without its body, which stays where it is: at the socket. */
export function toRequest({ headers, url }: IncomingMessage, method: string): Request {
	const given = new Headers();
	for (const [name, value] of Object.entries(headers))
		if (value !== undefined) given.set(name, Array.isArray(value) ? value.join(", ") : value);
	return new Request(new URL(url ?? "/", "http://localhost"), { method, headers: given });
}

/** Sends an answer that is in memory. */
export async function sendAnswer(
	answer: Response,
	response: ServerResponse,
	method: string | undefined,
): Promise<void> {
	response.writeHead(answer.status, Object.fromEntries(answer.headers));
	if (method === "HEAD" || answer.body === null) response.end();
	else response.end(await answer.text());
}
