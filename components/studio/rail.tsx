"use client";

import { clsx } from "clsx";
import { CalendarHeart, Layers, ScanFace, Settings, ShieldCheck, UsersRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Mark } from "#components/ui/wordmark.tsx";
import { type AccountInfo, AccountMenu } from "./account-menu.tsx";

const DESTINATIONS = [
	{ href: "/events", name: "events", icon: CalendarHeart },
	{ href: "/batches", name: "batches", icon: Layers },
	{ href: "/recognition", name: "recognition", icon: ScanFace },
	{ href: "/people", name: "people", icon: UsersRound },
] as const;
/** At the rail's end, and on phones, where there is no room, in the account's menu alone. */
const SETTINGS = { href: "/settings", name: "settings", icon: Settings } as const;
const ADMIN = { href: "/admin", name: "administration", icon: ShieldCheck } as const;

const PLACE =
	"flex min-w-16 flex-1 flex-col items-center justify-center gap-1 rounded-control py-2 text-ink-soft text-xs transition-colors duration-150 hover:text-ink md:w-full md:flex-none md:py-3 [&_svg]:size-5.5 [&_svg]:stroke-[1.75]";

/** The way around the studio: a slim rail, at the bottom on phones. */
export function Rail({ account }: { account: AccountInfo }) {
	const t = useTranslations();
	return (
		<nav
			aria-label={t("shell.navigation")}
			className="fixed inset-x-0 bottom-0 z-30 flex border-line border-t bg-paper px-2 pb-[env(safe-area-inset-bottom)] md:inset-y-0 md:right-auto md:w-20 md:flex-col md:gap-1 md:border-t-0 md:overflow-y-auto md:border-r md:px-2 md:py-4"
		>
			<Link
				href="/events"
				aria-label={t("common.brand")}
				className="mx-auto mb-4 hidden rounded-control p-2 md:block"
			>
				<Mark className="size-8" />
			</Link>
			{DESTINATIONS.map((place) => (
				<RailLink key={place.href} {...place} />
			))}
			<span className="hidden md:mt-auto md:block" />
			{account.role === "admin" ? <RailLink {...ADMIN} className="max-md:hidden" /> : null}
			<RailLink {...SETTINGS} className="max-md:hidden" />
			<AccountMenu account={account} className={PLACE} />
		</nav>
	);
}

type Destination = (typeof DESTINATIONS)[number] | typeof SETTINGS | typeof ADMIN;

function RailLink({ href, name, icon: Icon, className }: Destination & { className?: string }) {
	const t = useTranslations("shell");
	const path = usePathname();
	const here = path === href || path.startsWith(`${href}/`);
	return (
		<Link
			href={href}
			aria-current={here ? "page" : undefined}
			className={clsx(PLACE, here && "font-medium text-ink [&_svg]:text-accent-text", className)}
		>
			<Icon aria-hidden />
			{t(name)}
		</Link>
	);
}
