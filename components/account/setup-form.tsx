"use client";

import { useTranslations } from "next-intl";
import { callApi } from "#lib/client/api.ts";
import { DoorForm, NewPasswordField, NewUsernameField } from "./door-form.tsx";

/** Makes the first admin, who is signed in with that. */
export function SetupForm({ token }: { token: string }) {
	const t = useTranslations("setup");
	return (
		<DoorForm
			words={{ submit: t("submit"), submitting: t("submitting") }}
			enter={(typed) => {
				const account = { username: typed("username"), password: typed("password") };
				return callApi("POST", "/api/auth/setup", { body: { token, ...account } });
			}}
		>
			<NewUsernameField />
			<NewPasswordField />
		</DoorForm>
	);
}
