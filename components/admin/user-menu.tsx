"use client";

import {
	Ban,
	EllipsisVertical,
	FolderTree,
	HardDrive,
	KeyRound,
	ShieldCheck,
	UserRound,
	UserRoundCheck,
} from "lucide-react";
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
import type { ManagedUser, PasswordLink } from "#lib/auth/users.schema.ts";
import { DomainDialog } from "./domain-dialog.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import { QuotaDialog } from "./quota-dialog.tsx";
import { type UserActions, useUserActions } from "./use-user-actions.ts";

/** What an administrator does with an account. */
export function UserMenu({ user }: { user: ManagedUser }) {
	const t = useTranslations("users");
	const actions = useUserActions(user);
	const [link, setLink] = useState<PasswordLink | null>(null);
	const [asked, setAsked] = useState<"domain" | "quota" | "disable" | null>(null);
	const enabled = user.disabled_at === null;
	return (
		<>
			<DropdownMenu modal={false}>
				<DropdownMenuTrigger asChild>
					<Button look="quiet" size="icon" aria-label={t("more", { name: user.username })}>
						<EllipsisVertical aria-hidden />
					</Button>
				</DropdownMenuTrigger>
				<DropdownMenuContent align="end">
					{enabled ? (
						<DropdownMenuItem onSelect={async () => setLink(await actions.reset())}>
							<KeyRound aria-hidden />
							{t(user.invited ? "inviteAgain" : "reset")}
						</DropdownMenuItem>
					) : null}
					<RoleItem user={user} actions={actions} />
					<DropdownMenuItem onSelect={() => setAsked("domain")}>
						<FolderTree aria-hidden />
						{t("domainChange")}
					</DropdownMenuItem>
					<DropdownMenuItem onSelect={() => setAsked("quota")}>
						<HardDrive aria-hidden />
						{t("quota.set")}
					</DropdownMenuItem>
					{enabled ? (
						<DropdownMenuItem loss onSelect={() => setAsked("disable")}>
							<Ban aria-hidden />
							{t("disable")}
						</DropdownMenuItem>
					) : (
						<DropdownMenuItem onSelect={() => actions.enable()}>
							<UserRoundCheck aria-hidden />
							{t("enable")}
						</DropdownMenuItem>
					)}
				</DropdownMenuContent>
			</DropdownMenu>
			<LinkDialog name={user.username} link={link} onClose={() => setLink(null)} />
			<DomainDialog
				user={user}
				actions={actions}
				open={asked === "domain"}
				onClose={() => setAsked(null)}
			/>
			<QuotaDialog
				user={user}
				actions={actions}
				open={asked === "quota"}
				onClose={() => setAsked(null)}
			/>
			<ConfirmDialog
				open={asked === "disable"}
				onOpenChange={(open) => !open && setAsked(null)}
				title={t("disableTitle", { name: user.username })}
				body={t("disableBody", { keys: user.key_count })}
				action={t("disableSubmit")}
				busy={actions.busy}
				onConfirm={async () => {
					await actions.disable();
					setAsked(null);
				}}
			/>
		</>
	);
}

function RoleItem({ user, actions }: { user: ManagedUser; actions: UserActions }) {
	const t = useTranslations("users");
	const next = user.role === "admin" ? "photographer" : "admin";
	const Icon = next === "admin" ? ShieldCheck : UserRound;
	return (
		<DropdownMenuItem onSelect={() => actions.setRole(next)}>
			<Icon aria-hidden />
			{t(`make.${next}`)}
		</DropdownMenuItem>
	);
}
