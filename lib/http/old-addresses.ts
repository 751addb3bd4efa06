/** Addresses that the source documents have without `/api`. */
const OLD = /^\/(upload|batch\/[^/?]+(\/images)?)\/?(?=\?|$)/;
const OLD_MEDIA = /^\/events\/[^/?]+\/media(?=[/?]|$)/;

/** The address under `/api` that such a request is for; any other stays as it is. */
export function currentAddress(url: string): string {
	if (OLD_MEDIA.test(url)) return `/api/v1${url}`;
	return OLD.test(url) ? `/api${url}` : url;
}
