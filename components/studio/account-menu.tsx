"use client";

import { CircleUserRound, LogOut, Settings, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { PreferenceItems } from "#components/account/preference-items.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuLabel,
	DropdownMenuSeparator,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { callApi } from "#lib/client/api.ts";
import { forgetSeen } from "#lib/client/service-worker.ts";

export interface AccountInfo {
	username: string;
	role: "admin" | "photographer";
}

export function AccountMenu({ account, className }: { account: AccountInfo; className: string }) {
	const t = useTranslations("shell");
	async function signOut() {
		await callApi("POST", "/api/auth/logout").catch(() => undefined);
		await forgetSeen();
		// A whole new page: nothing that this one knew is kept.
		window.location.replace("/sign-in");
	}
	return (
		<DropdownMenu modal={false}>
			<DropdownMenuTrigger className={className}>
				<CircleUserRound aria-hidden />
				{t("account")}
			</DropdownMenuTrigger>
			<DropdownMenuContent side="top" align="start" aria-label={t("account")}>
				<DropdownMenuLabel>
					<span className="block truncate font-medium text-ink text-sm">{account.username}</span>
					{t(account.role)}
				</DropdownMenuLabel>
				<DropdownMenuSeparator />
				<DropdownMenuItem asChild>
					<Link href="/settings">
						<Settings aria-hidden />
						{t("settings")}
					</Link>
				</DropdownMenuItem>
				{account.role === "admin" ? (
					<DropdownMenuItem asChild>
						<Link href="/admin/users">
							<ShieldCheck aria-hidden />
							{t("administration")}
						</Link>
					</DropdownMenuItem>
				) : null}
				<DropdownMenuSeparator />
				<PreferenceItems />
				<DropdownMenuSeparator />
				<DropdownMenuItem onSelect={signOut}>
					<LogOut aria-hidden />
					{t("signOut")}
				</DropdownMenuItem>
			</DropdownMenuContent>
		</DropdownMenu>
	);
}
