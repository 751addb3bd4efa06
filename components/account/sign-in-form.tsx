"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { callApi } from "#lib/client/api.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

/** Signs in and goes on to where the reader was heading. */
export function SignInForm({ next }: { next: string }) {
	const t = useTranslations("signIn");
	const errorText = useErrorText();
	const router = useRouter();
	const form = useRef<HTMLFormElement>(null);
	const signIn = useMutation({
		mutationFn: (body: { username: string; password: string }) =>
			callApi("POST", "/api/auth/login", { body }),
		onSuccess: () => {
			router.replace(next);
			router.refresh();
		},
		onError: () => {
			const password = form.current?.elements.namedItem("password");
			if (password instanceof HTMLInputElement) password.select();
		},
	});

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const data = new FormData(event.currentTarget);
		signIn.mutate({
			username: String(data.get("username")),
			password: String(data.get("password")),
		});
	}
	const busy = signIn.isPending || signIn.isSuccess;
	return (
		<form ref={form} method="post" onSubmit={submit} className="grid gap-5">
			{signIn.isError ? <Notice tone="error">{errorText(signIn.error)}</Notice> : null}
			<Field
				label={t("username")}
				name="username"
				autoComplete="username"
				autoCapitalize="none"
				spellCheck={false}
				maxLength={100}
				required
				autoFocus
			/>
			<PasswordField
				label={t("password")}
				name="password"
				autoComplete="current-password"
				maxLength={500}
				required
			/>
			<Button type="submit" look="primary" size="lg" busy={busy} className="mt-2 w-full">
				{busy ? t("submitting") : t("submit")}
			</Button>
		</form>
	);
}
