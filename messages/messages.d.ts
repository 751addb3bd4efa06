import type { Locale } from "#lib/client/locales.ts";
import type en from "./en.json";

/** Every key that a component asks for is checked against the English texts by the compiler. */
declare module "next-intl" {
	interface AppConfig {
		Locale: Locale;
		Messages: typeof en;
	}
}
