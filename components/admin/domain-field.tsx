"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Field } from "#components/ui/field.tsx";

/** The domain of a user, called `domain` in its form. */
export function DomainField(props: Partial<ComponentProps<typeof Field>>) {
	const t = useTranslations("users");
	return (
		<Field
			label={t("domainLabel")}
			hint={t("domainHint")}
			name="domain"
			autoComplete="off"
			autoCapitalize="none"
			spellCheck={false}
			maxLength={60}
			pattern="[a-z0-9][a-z0-9._\-]*"
			{...props}
		/>
	);
}
