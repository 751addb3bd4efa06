"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { callApi } from "#lib/client/api.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

/** Makes the first admin, then signs in with what was just typed. */
export function SetupForm({ token }: { token: string }) {
	const t = useTranslations("setup");
	const errorText = useErrorText();
	const router = useRouter();
	const setup = useMutation({
		mutationFn: async (account: { username: string; password: string }) => {
			await callApi("POST", "/api/auth/setup", { body: { token, ...account } });
			await callApi("POST", "/api/auth/login", { body: account });
		},
		onSuccess: () => {
			router.replace("/events");
			router.refresh();
		},
	});

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const data = new FormData(event.currentTarget);
		setup.mutate({
			username: String(data.get("username")),
			password: String(data.get("password")),
		});
	}
	const busy = setup.isPending || setup.isSuccess;
	return (
		<form method="post" onSubmit={submit} className="grid gap-5">
			{setup.isError ? <Notice tone="error">{errorText(setup.error)}</Notice> : null}
			<Field
				label={t("username")}
				hint={t("usernameHint")}
				name="username"
				autoComplete="username"
				autoCapitalize="none"
				spellCheck={false}
				minLength={3}
				maxLength={40}
				pattern="[a-zA-Z0-9][a-zA-Z0-9._\-]*"
				required
				autoFocus
			/>
			<PasswordField
				label={t("password")}
				hint={t("passwordHint")}
				name="password"
				autoComplete="new-password"
				minLength={10}
				maxLength={500}
				required
			/>
			<Button type="submit" look="primary" size="lg" busy={busy} className="mt-2 w-full">
				{busy ? t("submitting") : t("submit")}
			</Button>
		</form>
	);
}
