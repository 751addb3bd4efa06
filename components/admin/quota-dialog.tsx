"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { DialogActions } from "#components/ui/dialog-actions.tsx";
import { Field } from "#components/ui/field.tsx";
import type { ManagedUser } from "#lib/auth/users.schema.ts";
import type { UserActions } from "./use-user-actions.ts";

const GB = 1e9;

interface QuotaDialogProps {
	user: ManagedUser;
	actions: UserActions;
	open: boolean;
	onClose: () => void;
}

/** How much a user may keep. */
export function QuotaDialog({ user, open, ...rest }: QuotaDialogProps) {
	const t = useTranslations("users.quota");
	return (
		<Dialog open={open} onOpenChange={(next) => !next && rest.onClose()}>
			<DialogContent title={t("title", { name: user.username })} lead={t("lead")}>
				<QuotaForm user={user} {...rest} />
			</DialogContent>
		</Dialog>
	);
}

/** What was typed, in units; nothing typed is the default. */
function typedIn(form: HTMLFormElement, name: string, unit: number): number | null {
	const typed = String(new FormData(form).get(name)).trim();
	return typed === "" ? null : Math.round(Number(typed) * unit);
}

function QuotaForm({ user, actions, onClose }: Omit<QuotaDialogProps, "open">) {
	const t = useTranslations();
	const { storage_quota_bytes: bytes, file_quota: files } = user;
	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const form = event.currentTarget;
		const quotas = {
			storage_quota_bytes: typedIn(form, "bytes", GB),
			file_quota: typedIn(form, "files", 1),
		};
		if (await actions.setQuotas(quotas)) onClose();
	}
	return (
		<form onSubmit={submit} className="grid gap-5">
			<Field
				label={t("users.quota.bytes")}
				hint={t("users.quota.hint")}
				name="bytes"
				type="number"
				inputMode="decimal"
				min={0}
				max={9_000_000}
				step="any"
				defaultValue={bytes === null ? "" : bytes / GB}
			/>
			<Field
				label={t("users.quota.files")}
				hint={t("users.quota.hint")}
				name="files"
				type="number"
				inputMode="numeric"
				min={0}
				max={2_000_000_000}
				step={1}
				defaultValue={files ?? ""}
			/>
			<DialogActions action={t("users.quota.submit")} busy={actions.busy} />
		</form>
	);
}
