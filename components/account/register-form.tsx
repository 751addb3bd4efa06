"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { callApi } from "#lib/client/api.ts";
import { DoorForm, NewPasswordField, NewUsernameField } from "./door-form.tsx";

/** Makes an account, then signs in with what was just typed. */
export function RegisterForm() {
	const t = useTranslations("register");
	return (
		<DoorForm
			words={{ submit: t("submit"), submitting: t("submitting") }}
			enter={async (typed) => {
				const account = { username: typed("username"), password: typed("password") };
				const body = { ...account, email: typed("email") };
				await callApi("POST", "/api/auth/register", { body });
				await callApi("POST", "/api/auth/login", { body: account });
			}}
		>
			<NewUsernameField />
			<Field
				label={t("email")}
				name="email"
				type="email"
				autoComplete="email"
				maxLength={254}
				required
			/>
			<NewPasswordField />
		</DoorForm>
	);
}
