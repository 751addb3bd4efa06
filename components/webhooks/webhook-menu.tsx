"use client";

import { EllipsisVertical, Pencil, Power, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { ListedWebhook } from "#lib/webhooks/webhooks.schema.ts";
import { EditWebhookDialog } from "./edit-webhook-dialog.tsx";
import type { WebhookActions } from "./use-webhook-actions.ts";

interface WebhookMenuProps {
	webhook: ListedWebhook;
	actions: WebhookActions;
}

/** Changes a webhook, switches it, deletes it. */
export function WebhookMenu({ webhook, actions }: WebhookMenuProps) {
	const t = useTranslations("webhooks");
	const [asked, setAsked] = useState<"change" | "delete" | null>(null);
	return (
		<>
			<DropdownMenu modal={false}>
				<DropdownMenuTrigger asChild>
					<Button look="quiet" size="icon" aria-label={t("more")}>
						<EllipsisVertical aria-hidden />
					</Button>
				</DropdownMenuTrigger>
				<DropdownMenuContent align="end">
					<DropdownMenuItem onSelect={() => setAsked("change")}>
						<Pencil aria-hidden />
						{t("change")}
					</DropdownMenuItem>
					<DropdownMenuItem onSelect={() => actions.enable(!webhook.enabled)}>
						<Power aria-hidden />
						{t(webhook.enabled ? "switchOff" : "switchOn")}
					</DropdownMenuItem>
					<DropdownMenuItem loss onSelect={() => setAsked("delete")}>
						<Trash2 aria-hidden />
						{t("delete")}
					</DropdownMenuItem>
				</DropdownMenuContent>
			</DropdownMenu>
			<EditWebhookDialog
				webhook={webhook}
				open={asked === "change"}
				onClose={() => setAsked(null)}
			/>
			<ConfirmDialog
				open={asked === "delete"}
				onOpenChange={(open) => !open && setAsked(null)}
				title={t("deleteTitle")}
				body={t("deleteBody", { url: webhook.url })}
				action={t("deleteSubmit")}
				busy={actions.busy}
				onConfirm={async () => {
					if (!(await actions.remove())) setAsked(null);
				}}
			/>
		</>
	);
}
