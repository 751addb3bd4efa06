"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { DialogActions } from "#components/ui/dialog-actions.tsx";
import type { ManagedUser } from "#lib/auth/users.schema.ts";
import { DomainField } from "./domain-field.tsx";
import type { UserActions } from "./use-user-actions.ts";

interface DomainDialogProps {
	user: ManagedUser;
	actions: UserActions;
	open: boolean;
	onClose: () => void;
}

/** Moves a user to where other people are known. */
export function DomainDialog({ user, actions, open, onClose }: DomainDialogProps) {
	const t = useTranslations();
	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const domain = String(new FormData(event.currentTarget).get("domain")).trim();
		if (domain === user.domain || (await actions.setDomain(domain))) onClose();
	}
	return (
		<Dialog open={open} onOpenChange={(stays) => !stays && onClose()}>
			<DialogContent
				title={t("users.domainTitle", { name: user.username })}
				lead={t("users.domainLead")}
			>
				<form onSubmit={submit} className="grid gap-5">
					<DomainField defaultValue={user.domain} required />
					<DialogActions action={t("users.domainSubmit")} busy={actions.busy} />
				</form>
			</DialogContent>
		</Dialog>
	);
}
