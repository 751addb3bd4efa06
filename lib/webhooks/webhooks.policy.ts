/** When a delivery is tried again, when no more, and what is signed. */
import { createHmac } from "node:crypto";
import { isIP } from "node:net";
import type { OffReason } from "./webhooks.schema.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds until the next try, after the first, the second …; 23.6 hours in all. */
const DELAYS = [5, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 8 * HOUR, 8 * HOUR];

/** How long an answer is waited for. */
export const TRY_SECONDS = 10;

/** A webhook that nothing could be delivered to for this long is switched off. */
const PATIENCE_MS = 3 * 24 * HOUR * 1000;

/** When to try again after so many tries that failed; null for no more. */
export function nextTry(tries: number, now: Date): Date | null {
	const seconds = DELAYS[tries - 1];
	return seconds === undefined ? null : new Date(now.getTime() + seconds * 1000);
}

/** Why a webhook is switched off; null while it is not. */
export function offReasonOf(
	webhook: { failingSince: Date | null },
	statusCode: number | null,
	now: Date,
): OffReason | null {
	if (statusCode === 410) return "gone";
	const since = webhook.failingSince?.getTime() ?? now.getTime();
	if (now.getTime() - since < PATIENCE_MS) return null;
	return "unreachable";
}

/** `v1,` and an HMAC-SHA256 in base64, as Standard Webhooks has it. `timestamp` is in seconds. */
export function signDelivery(
	secret: string,
	message: { id: string; timestamp: number; body: string },
): string {
	const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
	const signed = `${message.id}.${message.timestamp}.${message.body}`;
	return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

/** The address that a URL names itself, without brackets; null where it names a host. */
export function literalAddress(url: string): string | null {
	const host = new URL(url).hostname.replace(/^\[(.*)\]$/, "$1");
	return isIP(host) ? host : null;
}
