"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { KeyInfo } from "#lib/auth/auth.schema.ts";
import { KEY_AREAS, KEY_RIGHTS } from "#lib/client/key-form.ts";

/** What a key may do, as a sentence. */
export function useScopeWords(): (scopes: KeyInfo["scopes"]) => string {
	const t = useTranslations("account.keys");
	const format = useFormatter();
	return (scopes) => {
		const all = KEY_AREAS.flatMap((area) => KEY_RIGHTS.map((right) => ({ area, right })));
		const held = all.filter(({ area, right }) => scopes.includes(`${area}:${right}`));
		if (held.length === all.length) return t("everything");
		return format.list(held.map(({ area, right }) => t(`scope.${area}_${right}`)));
	};
}
