/** Which language a request is answered in: the reader's choice, else what the browser asks for. */

import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LOCALE_COOKIE, type Locale, pickLocale } from "#lib/client/locales.ts";

async function readMessages(locale: Locale) {
	return locale === "id"
		? (await import("../../messages/id.json")).default
		: (await import("../../messages/en.json")).default;
}

export default getRequestConfig(async () => {
	const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
	const locale = pickLocale(chosen, (await headers()).get("accept-language"));
	// Event dates are days, not moments: they are the same day wherever they are read.
	return { locale, messages: await readMessages(locale), timeZone: "UTC" };
});
