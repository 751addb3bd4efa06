"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { Section } from "#components/ui/section.tsx";
import { toast } from "#components/ui/toast.ts";
import { sessionsQuery } from "#lib/client/account.queries.ts";
import { callApi } from "#lib/client/api.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { NewPasswordField } from "./door-form.tsx";

export function PasswordSection() {
	const t = useTranslations("account.password");
	const errorText = useErrorText();
	const client = useQueryClient();
	const change = useMutation({
		mutationFn: (form: HTMLFormElement) => {
			const data = new FormData(form);
			const body = { current: String(data.get("current")), next: String(data.get("next")) };
			return callApi("POST", "/api/account/password", { body });
		},
		onSuccess: (_, form) => {
			form.reset();
			toast.success(t("changed"));
			void client.invalidateQueries({ queryKey: sessionsQuery().queryKey });
		},
	});
	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		change.mutate(event.currentTarget);
	}
	return (
		<Section title={t("title")} lead={t("lead")}>
			<form method="post" onSubmit={submit} className="grid gap-5">
				{change.isError ? <Notice tone="error">{errorText(change.error)}</Notice> : null}
				<PasswordField
					label={t("current")}
					name="current"
					autoComplete="current-password"
					maxLength={500}
					required
				/>
				<NewPasswordField label={t("next")} name="next" />
				<Button type="submit" busy={change.isPending} className="justify-self-start">
					{t("submit")}
				</Button>
			</form>
		</Section>
	);
}
