import { config } from "#lib/config/config.ts";
import type { UploadLimits } from "#lib/core/upload-form.ts";

const MOBILE_CONNECTIONS = new Set(["2g", "3g", "slow-2g", "cellular"]);
/** As MDN recommends for telling a phone or tablet from its user agent: the word "Mobi". */
const MOBILE_AGENT = /Mobi|Android/i;

/** The client hint decides; else the user agent. A form's `connectionType` may still say mobile. */
export function isMobile(headers: Headers, fields: Readonly<Record<string, string>> = {}): boolean {
	if (MOBILE_CONNECTIONS.has(fields.connectionType?.toLowerCase() ?? "")) return true;
	const hint = headers.get("sec-ch-ua-mobile");
	if (hint !== null) return hint === "?1";
	return MOBILE_AGENT.test(headers.get("user-agent") ?? "");
}

/** What the photos family takes from this device. */
export function photoLimits(
	headers: Headers,
	fields: Readonly<Record<string, string>> = {},
): UploadLimits {
	const { mobile, desktop } = config().photoLimits;
	return isMobile(headers, fields) ? mobile : desktop;
}

/** What the image batch service takes, from any device. */
export function batchLimits(): UploadLimits {
	return config().batchLimits;
}

/** What one request of the batches family may bring; more comes as a resumable upload. */
export function sheetLimits(): UploadLimits {
	return config().sheetLimits;
}

/** Photos of one recognition. */
export function recognitionLimits(): UploadLimits {
	return config().recognition.limits;
}

/** What an event's media take: files of any type, as many as fit into one request. */
export function zoneLimits(): UploadLimits {
	return config().zoneLimits;
}

/** The one picture that a guest searches with. */
export function selfieLimits(): UploadLimits {
	return config().faces.selfieLimits;
}
