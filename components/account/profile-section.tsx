"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Section } from "#components/ui/section.tsx";
import { toast } from "#components/ui/toast.ts";
import type { OwnAccount } from "#lib/auth/account.schema.ts";
import { accountQuery } from "#lib/client/account.queries.ts";
import { callApi } from "#lib/client/api.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

export function ProfileSection() {
	const t = useTranslations();
	const { data: account } = useQuery(accountQuery());
	if (!account) return null;
	return (
		<Section title={t("account.profile.title")}>
			<div className="grid gap-5">
				<p className="grid">
					<span className="font-display text-xl">{account.username}</span>
					<span className="text-ink-soft text-sm">{t(`shell.${account.role}`)}</span>
				</p>
				<EmailForm account={account} />
			</div>
		</Section>
	);
}

function EmailForm({ account }: { account: OwnAccount }) {
	const t = useTranslations("account.profile");
	const errorText = useErrorText();
	const client = useQueryClient();
	const save = useMutation({
		mutationFn: (email: string | null) =>
			callApi<OwnAccount>("PATCH", "/api/account", { body: { email } }),
		onSuccess: (changed) => {
			client.setQueryData(accountQuery().queryKey, changed);
			toast.success(t("saved"));
		},
	});
	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		save.mutate(String(new FormData(event.currentTarget).get("email")).trim() || null);
	}
	return (
		<form onSubmit={submit} className="grid gap-5">
			{save.isError ? <Notice tone="error">{errorText(save.error)}</Notice> : null}
			<Field
				label={t("email")}
				hint={t("emailHint")}
				name="email"
				type="email"
				autoComplete="email"
				maxLength={254}
				defaultValue={account.email ?? ""}
			/>
			<Button type="submit" busy={save.isPending} className="justify-self-start">
				{t("save")}
			</Button>
		</form>
	);
}
