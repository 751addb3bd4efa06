"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CheckField } from "#components/ui/check-field.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { CopyField } from "#components/ui/copy-field.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { DialogActions } from "#components/ui/dialog-actions.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { KeyCreated } from "#lib/auth/auth.schema.ts";
import { keysQuery } from "#lib/client/account.queries.ts";
import { callApi } from "#lib/client/api.ts";
import { expiryOf, KEY_AREAS, KEY_LIVES, KEY_RIGHTS, type KeyLife } from "#lib/client/key-form.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

/** Makes a key, and shows it the one time that there is. */
export function NewKeyDialog() {
	const t = useTranslations("account.keys");
	const [made, setMade] = useState<KeyCreated | null>(null);
	return (
		<Dialog onOpenChange={(open) => open && setMade(null)}>
			<DialogTrigger asChild>
				<Button look="primary">
					<KeyRound aria-hidden />
					{t("create")}
				</Button>
			</DialogTrigger>
			{made ? (
				<DialogContent title={t("madeTitle", { name: made.name })} lead={t("madeLead")}>
					<div className="grid gap-5">
						<CopyField
							label={t("key")}
							value={made.key}
							words={{ copy: t("copy"), copied: t("copied") }}
						/>
						<DialogClose asChild>
							<Button className="justify-self-end">{t("done")}</Button>
						</DialogClose>
					</div>
				</DialogContent>
			) : (
				<DialogContent title={t("create")} lead={t("createLead")}>
					<NewKeyForm onMade={setMade} />
				</DialogContent>
			)}
		</Dialog>
	);
}

function NewKeyForm({ onMade }: { onMade: (key: KeyCreated) => void }) {
	const t = useTranslations();
	const errorText = useErrorText();
	const client = useQueryClient();
	const [life, setLife] = useState<KeyLife>("90");
	const [without, setWithout] = useState(false);
	const create = useMutation({
		mutationFn: (body: { name: string; scopes: string[]; expires_at: string | null }) =>
			callApi<KeyCreated>("POST", "/api/keys", { body }),
		onSuccess: (key) => {
			void client.invalidateQueries({ queryKey: keysQuery().queryKey });
			onMade(key);
		},
	});
	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const data = new FormData(event.currentTarget);
		const scopes = data.getAll("scope").map(String);
		setWithout(scopes.length === 0);
		const body = { name: String(data.get("name")), scopes, expires_at: expiryOf(life, new Date()) };
		if (scopes.length > 0) create.mutate(body);
	}
	return (
		<form onSubmit={submit} className="grid gap-6">
			{create.isError ? <Notice tone="error">{errorText(create.error)}</Notice> : null}
			<Field
				label={t("account.keys.name")}
				placeholder={t("account.keys.namePlaceholder")}
				name="name"
				autoComplete="off"
				maxLength={100}
				pattern=".*\S.*"
				required
			/>
			<ScopeFields onChange={() => setWithout(false)} />
			{without ? <Notice tone="error">{t("account.keys.noScope")}</Notice> : null}
			<ChoiceField
				label={t("account.keys.life")}
				value={life}
				choices={KEY_LIVES.map((value) => ({ value, label: t(`account.keys.lives.${value}`) }))}
				onChange={setLife}
			/>
			<DialogActions action={t("account.keys.submit")} busy={create.isPending} />
		</form>
	);
}

function ScopeFields({ onChange }: { onChange: () => void }) {
	const t = useTranslations("account.keys");
	return (
		<fieldset onChange={onChange} className="grid gap-1">
			<legend className="pb-2 font-medium text-sm">{t("may")}</legend>
			<div className="grid gap-x-6 sm:grid-cols-2">
				{KEY_AREAS.flatMap((area) =>
					KEY_RIGHTS.map((right) => (
						<CheckField key={`${area}:${right}`} name="scope" value={`${area}:${right}`}>
							{t(`scope.${area}_${right}`)}
						</CheckField>
					)),
				)}
			</div>
		</fieldset>
	);
}
