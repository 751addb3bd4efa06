"use client";

import { SunMoon } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { useOnDemand } from "#components/ui/use-on-demand.ts";

const load = async () => (await import("./preferences-dropdown.tsx")).PreferencesDropdown;

/** Look and language for pages without an account menu. */
export function PreferencesMenu({ className }: { className?: string }) {
	const t = useTranslations("preferences");
	const [Dropdown, ask] = useOnDemand(load);
	if (Dropdown) return <Dropdown className={className} />;
	return (
		<Button
			look="quiet"
			size="icon"
			aria-label={t("title")}
			aria-haspopup="menu"
			onClick={ask}
			className={className}
		>
			<SunMoon aria-hidden />
		</Button>
	);
}
