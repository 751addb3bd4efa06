import { useTranslations } from "next-intl";
import { CreateEventDialog } from "./create-event-dialog.tsx";

const STEPS = ["create", "add", "share"] as const;

/** A studio without an event yet: what it is for, in three steps, and the first of them. */
export function FirstSteps() {
	const t = useTranslations("events.firstSteps");
	return (
		<section
			aria-labelledby="first-steps"
			className="safelight grid justify-items-start gap-8 rounded-panel border border-line px-6 py-10 motion-safe:animate-rise sm:px-12 sm:py-16"
		>
			<div className="grid gap-2">
				<h2 id="first-steps" className="font-display text-xl tracking-tight sm:text-2xl">
					{t("title")}
				</h2>
				<p className="max-w-[52ch] text-ink-soft">{t("lead")}</p>
			</div>
			<ol className="grid w-full gap-6 sm:grid-cols-3">
				{STEPS.map((step, index) => (
					<li key={step} className="grid content-start gap-1 border-line border-t pt-4">
						<span aria-hidden className="font-display text-accent-text text-lg">
							{index + 1}
						</span>
						<span className="font-medium">{t(`names.${step}`)}</span>
						<span className="text-ink-soft text-sm">{t(`notes.${step}`)}</span>
					</li>
				))}
			</ol>
			<CreateEventDialog />
		</section>
	);
}
