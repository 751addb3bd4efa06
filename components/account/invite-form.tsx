"use client";

import { useTranslations } from "next-intl";
import { callApi } from "#lib/client/api.ts";
import { DoorForm, NewPasswordField } from "./door-form.tsx";

/** Chooses the password of an account that was made, or reset, for the reader. */
export function InviteForm({ token, username }: { token: string; username: string }) {
	const t = useTranslations("invite");
	return (
		<DoorForm
			words={{ submit: t("submit"), submitting: t("submitting") }}
			enter={(typed) =>
				callApi("POST", "/api/auth/invite", { body: { token, password: typed("password") } })
			}
		>
			{/* For the browser that keeps passwords: whose this one is. */}
			<input type="hidden" name="username" autoComplete="username" value={username} />
			<NewPasswordField label={t("password")} />
		</DoorForm>
	);
}
