/** One request to an address that a user gave: it goes out to the internet, and nowhere else. */
import { lookup } from "node:dns";
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "#lib/core/addresses.ts";
import { VERSION } from "#lib/core/version.ts";
import type { Outcome } from "./deliveries.repo.ts";
import { literalAddress, TRY_SECONDS } from "./webhooks.policy.ts";
import type { DeliveryFault } from "./webhooks.schema.ts";

export interface Message {
	url: string;
	headers: Record<string, string>;
	body: string;
	/** True where the operator lets webhooks reach their own networks. */
	allowPrivate: boolean;
}

/** What is kept of an answer. */
const ANSWER_BYTES = 1000;

class NotPublic extends Error {
	override name = "NotPublic";
}

/** Gives only public addresses to connect to: what a name led to when it was looked at does not count. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
	lookup(hostname, { ...options, all: true }, (error, found) => {
		const open = (found ?? []).filter(({ address }) => isPublicAddress(address));
		const [first] = open;
		if (error) callback(error, "", 0);
		else if (!first) callback(new NotPublic("The address is not on the internet"), "", 0);
		else if (options.all) callback(null, open);
		else callback(null, first.address, first.family);
	});
};

async function excerpt(response: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of response) {
		chunks.push(chunk);
		size += chunk.length;
		if (size >= ANSWER_BYTES) break;
	}
	// PostgreSQL keeps no NUL in a text.
	return Buffer.concat(chunks).subarray(0, ANSWER_BYTES).toString("utf8").replaceAll("\0", "");
}

function connect({ url, headers, body, allowPrivate }: Message, signal: AbortSignal) {
	const literal = literalAddress(url);
	if (literal !== null && !allowPrivate && !isPublicAddress(literal))
		throw new NotPublic("The address is not on the internet");
	const options: RequestOptions = {
		...{ method: "POST", signal },
		// A connection of its own: one that is kept may have been made to another address.
		agent: false,
		...(allowPrivate ? {} : { lookup: lookupPublic }),
		headers: {
			...headers,
			"content-type": "application/json",
			"content-length": String(Buffer.byteLength(body)),
			"user-agent": `Potret/${VERSION}`,
		},
	};
	const request = new URL(url).protocol === "https:" ? httpsRequest : httpRequest;
	return new Promise<IncomingMessage>((resolve, reject) => {
		const sending = request(url, options, resolve);
		sending.once("error", reject);
		sending.end(body);
	});
}

const FAULTS: Record<string, DeliveryFault> = {
	ENOTFOUND: "no_host",
	EAI_AGAIN: "lookup",
	ECONNREFUSED: "nobody_listens",
	ECONNRESET: "cut",
	EHOSTUNREACH: "unreachable",
	ENETUNREACH: "unreachable",
};

/** A word of ours: what libraries say may tell of our networks. */
function faultOf(error: unknown, isLate: boolean): DeliveryFault {
	if (error instanceof NotPublic) return "not_public";
	if (isLate) return "late";
	const code = String((error as NodeJS.ErrnoException).code);
	if (/CERT|TLS|SSL|SELF_SIGNED/.test(code)) return "insecure";
	return FAULTS[code] ?? "other";
}

/** Sends it, follows no redirect, and never throws: what went wrong is in the outcome. */
export async function send(message: Message): Promise<Outcome> {
	const limit = AbortSignal.timeout(TRY_SECONDS * 1000);
	try {
		const response = await connect(message, limit);
		const statusCode = response.statusCode ?? 0;
		// The status has come: an answer that breaks off behind it was one all the same.
		const answer = await excerpt(response).catch(() => null);
		response.destroy();
		const isTaken = statusCode >= 200 && statusCode < 300;
		return { statusCode, answer, error: isTaken ? null : "answered" };
	} catch (error) {
		return { statusCode: null, answer: null, error: faultOf(error, limit.aborted) };
	}
}
