"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Toaster as Sonner } from "sonner";

export function Toaster() {
	const t = useTranslations("common");
	return (
		<Sonner
			position="bottom-center"
			// Above the studio's bottom bar.
			mobileOffset={{ bottom: 80 }}
			containerAriaLabel={t("notifications")}
			icons={{
				success: <CircleCheck aria-hidden className="size-5 text-accent-text" />,
				error: <CircleAlert aria-hidden className="size-5 text-danger-text" />,
			}}
			toastOptions={{
				unstyled: true,
				classNames: {
					toast:
						"flex w-full items-center gap-3 rounded-control border border-line bg-raised px-4 py-3 font-sans text-ink text-sm shadow-float",
					title: "font-medium",
					description: "text-ink-soft",
					actionButton:
						"ml-auto min-h-9 shrink-0 rounded-control px-2.5 font-medium text-accent-text hover:bg-sunken",
				},
			}}
		/>
	);
}
