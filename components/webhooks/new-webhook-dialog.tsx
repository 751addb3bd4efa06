"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyField } from "#components/ui/copy-field.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { callApi } from "#lib/client/api.ts";
import { webhookKeys } from "#lib/client/webhooks.queries.ts";
import type { WebhookCreated } from "#lib/webhooks/webhooks.schema.ts";
import { WebhookForm, type WebhookGiven } from "./webhook-form.tsx";

/** Makes a webhook, and shows its secret the one time that there is. */
export function NewWebhookDialog() {
	const t = useTranslations("webhooks");
	const [made, setMade] = useState<WebhookCreated | null>(null);
	return (
		<Dialog onOpenChange={(open) => open && setMade(null)}>
			<DialogTrigger asChild>
				<Button look="primary">
					<Plus aria-hidden />
					{t("create")}
				</Button>
			</DialogTrigger>
			{made ? (
				<DialogContent title={t("madeTitle")} lead={t("madeLead")}>
					<Made webhook={made} />
				</DialogContent>
			) : (
				<DialogContent title={t("create")}>
					<NewWebhookForm onMade={setMade} />
				</DialogContent>
			)}
		</Dialog>
	);
}

function Made({ webhook }: { webhook: WebhookCreated }) {
	const t = useTranslations("webhooks");
	return (
		<div className="grid gap-5">
			<CopyField
				label={t("secret")}
				value={webhook.secret}
				words={{ copy: t("copy"), copied: t("copied") }}
				hint={t("secretHint")}
			/>
			<Button asChild className="justify-self-end">
				<Link href={`/settings/webhooks/${webhook.id}`}>{t("goOn")}</Link>
			</Button>
		</div>
	);
}

function NewWebhookForm({ onMade }: { onMade: (webhook: WebhookCreated) => void }) {
	const t = useTranslations("webhooks");
	const client = useQueryClient();
	const create = useMutation({
		mutationFn: (body: WebhookGiven) => callApi<WebhookCreated>("POST", "/api/webhooks", { body }),
		onSuccess: (webhook) => {
			void client.invalidateQueries({ queryKey: webhookKeys.list() });
			onMade(webhook);
		},
	});
	return (
		<WebhookForm
			webhook={null}
			onSubmit={create.mutate}
			busy={create.isPending}
			error={create.error}
			action={t("submit")}
		/>
	);
}
