"use client";

import { SunMoon } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { PreferenceItems } from "./preference-items.tsx";

/** Look and language for pages without an account menu. */
export function PreferencesMenu({ className }: { className?: string }) {
	const t = useTranslations("preferences");
	return (
		<DropdownMenu modal={false}>
			<DropdownMenuTrigger asChild>
				<Button look="quiet" size="icon" aria-label={t("title")} className={className}>
					<SunMoon aria-hidden />
				</Button>
			</DropdownMenuTrigger>
			<DropdownMenuContent align="end">
				<PreferenceItems />
			</DropdownMenuContent>
		</DropdownMenu>
	);
}
