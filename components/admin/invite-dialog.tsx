"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { NewUsernameField } from "#components/account/door-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { DialogActions } from "#components/ui/dialog-actions.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { UserInvite, UserInvited } from "#lib/auth/users.schema.ts";
import { callApi } from "#lib/client/api.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { DomainField } from "./domain-field.tsx";
import { LinkDialog } from "./link-dialog.tsx";

/** Makes an account for somebody, and the link by which they get in. */
export function InviteDialog() {
	const t = useTranslations("users");
	const [open, setOpen] = useState(false);
	const [made, setMade] = useState<UserInvited | null>(null);
	return (
		<>
			<Dialog open={open} onOpenChange={setOpen}>
				<DialogTrigger asChild>
					<Button look="primary">
						<UserRoundPlus aria-hidden />
						{t("invite")}
					</Button>
				</DialogTrigger>
				<DialogContent title={t("inviteTitle")} lead={t("inviteLead")}>
					<InviteForm
						onMade={(invited) => {
							setOpen(false);
							setMade(invited);
						}}
					/>
				</DialogContent>
			</Dialog>
			<LinkDialog name={made?.user.username ?? ""} link={made} onClose={() => setMade(null)} />
		</>
	);
}

const ROLES = ["photographer", "admin"] as const;

function InviteForm({ onMade }: { onMade: (invited: UserInvited) => void }) {
	const t = useTranslations();
	const errorText = useErrorText();
	const client = useQueryClient();
	const [role, setRole] = useState<(typeof ROLES)[number]>("photographer");
	const invite = useMutation({
		mutationFn: (body: UserInvite) => callApi<UserInvited>("POST", "/api/admin/users", { body }),
		onSuccess: (invited) => {
			void client.invalidateQueries({ queryKey: ["users"] });
			onMade(invited);
		},
	});
	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const data = new FormData(event.currentTarget);
		const typed = (name: string) => String(data.get(name)).trim();
		const domain = typed("domain");
		const body = { username: typed("username"), email: typed("email") || null, role };
		invite.mutate(domain ? { ...body, domain } : body);
	}
	return (
		<form onSubmit={submit} className="grid gap-5">
			{invite.isError ? <Notice tone="error">{errorText(invite.error)}</Notice> : null}
			<NewUsernameField />
			<Field
				label={t("users.email")}
				name="email"
				type="email"
				aside={t("common.optional")}
				autoComplete="off"
				maxLength={254}
			/>
			<ChoiceField
				label={t("users.role")}
				value={role}
				choices={ROLES.map((value) => ({ value, label: t(`shell.${value}`) }))}
				onChange={setRole}
			/>
			<DomainField placeholder="default" aside={t("common.optional")} />
			<DialogActions action={t("users.inviteSubmit")} busy={invite.isPending} />
		</form>
	);
}
