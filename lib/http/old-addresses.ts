/** Addresses that the source documents have without `/api`. */
const OLD = /^\/(upload|batch\/[^/?]+(\/images)?)\/?(?=\?|$)/;

/** The address under `/api` that such a request is for; any other stays as it is. */
export function currentAddress(url: string): string {
	return OLD.test(url) ? `/api${url}` : url;
}
