"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FindDialog } from "#components/ui/find-dialog.tsx";
import { type Command, commandsLike } from "#lib/client/commands.ts";
import { eventListQuery, knownEventsQuery } from "#lib/client/events.queries.ts";
import type { AccountInfo } from "./account-menu.tsx";
import { ShortcutHelp } from "./shortcut-help.tsx";
import { useShortcuts } from "./shortcuts.tsx";

const PLACES = [
	{ href: "/events", name: "events", keys: "g e" },
	{ href: "/batches", name: "batches", keys: "g b" },
	{ href: "/recognition", name: "recognition", keys: "g r" },
	{ href: "/people", name: "people", keys: "g p" },
	{ href: "/settings", name: "settings", keys: "g s" },
] as const;
const MORE = [
	{ href: "/batches/new", name: "newBatch" },
	{ href: "/batches/dashboard", name: "figures" },
	{ href: "/docs", name: "reference" },
] as const;
const ADMIN = [
	{ href: "/admin/users", name: "users" },
	{ href: "/admin/jobs", name: "jobs" },
	{ href: "/admin/storage", name: "storage" },
	{ href: "/admin/audit", name: "audit" },
] as const;

/** Everywhere in the studio by typing a few letters, and the keys that lead there directly. */
export function CommandPalette({ account }: { account: AccountInfo }) {
	const t = useTranslations();
	const router = useRouter();
	const [open, setOpen] = useState(false);
	const [helped, setHelped] = useState(false);
	const client = useQueryClient();
	const events = useQuery({
		...knownEventsQuery(),
		enabled: open,
		placeholderData: () => client.getQueryData(eventListQuery().queryKey),
	});
	useShortcuts([
		{ keys: "mod+k", label: t("palette.open"), run: () => setOpen(true) },
		...PLACES.map(({ href, name, keys }) => ({
			...{ keys, label: t("palette.goTo", { place: t(`shell.${name}`) }) },
			run: () => router.push(href),
		})),
		{ keys: "?", label: t("shortcuts.title"), run: () => setHelped(true) },
	]);
	const commands: Command[] = [
		...PLACES.map(({ href, name }) => ({
			id: href,
			label: t(`shell.${name}`),
			kind: "page" as const,
		})),
		...MORE.map(({ href, name }) => ({
			id: href,
			label: t(`palette.${name}`),
			kind: "page" as const,
		})),
		...(account.role === "admin" ? ADMIN : []).map(({ href, name }) => {
			return { id: href, label: t(`palette.${name}`), kind: "page" as const };
		}),
		...(events.data ?? []).map(({ id, name }) => {
			return { id: `/events/${id}`, label: name, kind: "event" as const };
		}),
	];
	return (
		<>
			<FindDialog
				open={open}
				onClose={() => setOpen(false)}
				title={t("palette.title")}
				lead={t("palette.lead")}
				label={t("palette.label")}
				find={(wanted) => commandsLike(commands, wanted)}
				render={({ label, kind }) => (
					<>
						<span className="truncate">{label}</span>
						<span className="shrink-0 text-ink-soft text-xs">{t(`palette.kinds.${kind}`)}</span>
					</>
				)}
				onChoose={({ id }) => {
					setOpen(false);
					router.push(id);
				}}
				nothingFound={(wanted) => t("palette.nothing", { wanted })}
				moreFound={(count) => t("palette.more", { count })}
			/>
			<ShortcutHelp open={helped} onOpenChange={setHelped} />
		</>
	);
}
