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

/** The menu behind its button, open from the start: somebody has asked for it. */
export function PreferencesDropdown({ className }: { className?: string | undefined }) {
	const t = useTranslations("preferences");
	return (
		<DropdownMenu modal={false} defaultOpen>
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
