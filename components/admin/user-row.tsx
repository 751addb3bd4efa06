"use client";

import { Ban, MailQuestionMark, ShieldCheck, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { StorageUse } from "#components/account/storage-use.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Moment } from "#components/ui/moment.tsx";
import type { ManagedUser } from "#lib/auth/users.schema.ts";
import { UserMenu } from "./user-menu.tsx";

/** One account: a card on phones, a line elsewhere. */
export function UserRow({ user }: { user: ManagedUser }) {
	const t = useTranslations("users");
	return (
		<li className="flex items-center gap-4 py-4">
			<div className="grid min-w-0 flex-1 gap-x-8 gap-y-2 lg:grid-cols-[minmax(0,1fr)_9rem_10rem_15rem_7rem] lg:items-center">
				<div className="grid min-w-0">
					<p className="truncate font-medium">{user.username}</p>
					<p className="truncate text-ink-soft text-sm">
						{[user.email, t("domain", { name: user.domain })].filter(Boolean).join(" · ")}
					</p>
				</div>
				<div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 lg:contents">
					<UserState user={user} />
					<p className="tabular text-ink-soft text-sm">
						{t("counts", { events: user.event_count, keys: user.key_count })}
					</p>
					<StorageUse use={user} label={t("quota.used", { name: user.username })} />
					<p className="text-ink-soft text-sm">
						{t("since")} <Moment at={user.created_at} short />
					</p>
				</div>
			</div>
			<UserMenu user={user} />
		</li>
	);
}

function UserState({ user }: { user: ManagedUser }) {
	const t = useTranslations("users");
	if (user.disabled_at)
		return (
			<Badge icon={Ban} tone="loss">
				{t("state.disabled")}
			</Badge>
		);
	if (user.invited) return <Badge icon={MailQuestionMark}>{t("state.invited")}</Badge>;
	return (
		<Badge icon={user.role === "admin" ? ShieldCheck : UserRound}>{t(`state.${user.role}`)}</Badge>
	);
}
