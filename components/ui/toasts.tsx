"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Toaster as Sonner, toast as sonner } from "sonner";
import { showToastsBy } from "./toast.ts";

/** Shows what `toast` says. */
export function Toasts() {
	const t = useTranslations("common");
	// The list below listens from its own effect on, which comes before this one.
	useEffect(() => showToastsBy((tone, text, options) => sonner[tone](text, options)), []);
	return (
		<Sonner
			position="bottom-center"
			// Above what can be done with what is chosen, and above the studio's bottom bar.
			offset={{ bottom: "calc(1.5rem + var(--chosen))" }}
			mobileOffset={{ bottom: "calc(5rem + var(--chosen))" }}
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
