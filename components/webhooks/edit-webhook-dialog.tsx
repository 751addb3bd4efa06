"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { callApi } from "#lib/client/api.ts";
import { webhookKeys } from "#lib/client/webhooks.queries.ts";
import type { ListedWebhook } from "#lib/webhooks/webhooks.schema.ts";
import { WebhookForm, type WebhookGiven } from "./webhook-form.tsx";

interface EditWebhookDialogProps {
	webhook: ListedWebhook;
	open: boolean;
	onClose: () => void;
}

/** Another address, or other things to tell of; the secret stays. */
export function EditWebhookDialog({ webhook, open, onClose }: EditWebhookDialogProps) {
	const t = useTranslations("webhooks");
	const client = useQueryClient();
	const change = useMutation({
		mutationFn: (body: WebhookGiven) => callApi("PATCH", `/api/webhooks/${webhook.id}`, { body }),
		onSuccess: async () => {
			await client.invalidateQueries({ queryKey: webhookKeys.list() });
			toast.success(t("changed"));
			onClose();
		},
	});
	const toggle = (stays: boolean) => {
		if (stays) return;
		change.reset();
		onClose();
	};
	return (
		<Dialog open={open} onOpenChange={toggle}>
			<DialogContent title={t("changeTitle")} lead={t("changeLead")}>
				<WebhookForm
					webhook={webhook}
					onSubmit={change.mutate}
					busy={change.isPending}
					error={change.error}
					action={t("save")}
				/>
			</DialogContent>
		</Dialog>
	);
}
