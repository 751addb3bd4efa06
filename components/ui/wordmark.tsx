import { clsx } from "clsx";
import { useTranslations } from "next-intl";

/** The aperture of an enlarger, letting safelight through. */
export function Mark({ className }: { className?: string }) {
	return (
		<svg viewBox="0 0 32 32" aria-hidden className={clsx("shrink-0", className)}>
			<title>Potret</title>
			<rect x="2" y="2" width="28" height="28" rx="8" className="fill-ink" />
			<circle cx="16" cy="16" r="7.5" className="fill-accent" />
			<path d="M16 8.5a7.5 7.5 0 0 1 7.5 7.5H16Z" className="fill-paper opacity-80" />
		</svg>
	);
}

export function Wordmark({ className }: { className?: string }) {
	const t = useTranslations("common");
	return (
		<span className={clsx("inline-flex items-center gap-2.5", className)}>
			<Mark className="size-7" />
			<span className="font-display font-semibold text-lg tracking-tight">{t("brand")}</span>
		</span>
	);
}
