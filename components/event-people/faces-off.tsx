"use client";

import { CalendarX, Images, Lock, ScanFace } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import type { EventFaces } from "#lib/client/face-types.ts";

interface FacesOffProps {
	faces: EventFaces;
	busy: boolean;
	onSwitchOn: () => void;
}

/** Before faces are looked for: what would happen, and the switch. */
export function FacesOff({ faces, busy, onSwitchOn }: FacesOffProps) {
	const t = useTranslations("eventPeople.off");
	const day = useDay();
	const facts = [
		{ icon: Images, key: "look", text: t("look") },
		{ icon: Lock, key: "private", text: t("private") },
		{
			icon: CalendarX,
			key: "until",
			text: faces.delete_on ? t("untilDay", { day: day(faces.delete_on) }) : t("until"),
		},
	];
	return (
		<section className="mx-auto grid max-w-120 justify-items-center gap-6 py-12 text-center">
			<ScanFace aria-hidden className="size-10 stroke-1 text-accent-text" />
			<h2 className="font-display text-xl tracking-tight">{t("title")}</h2>
			<ul className="grid divide-y divide-line border-line border-y text-left text-sm">
				{facts.map(({ icon: Icon, key, text }) => (
					<li key={key} className="flex gap-3 py-3">
						<Icon aria-hidden className="mt-px size-[1.125rem] shrink-0 text-ink-soft" />
						{text}
					</li>
				))}
			</ul>
			<Button look="primary" size="lg" busy={busy} onClick={onSwitchOn}>
				<ScanFace aria-hidden />
				{t("submit", { count: faces.photos })}
			</Button>
		</section>
	);
}

/** A day in the reader's language. */
export function useDay() {
	const format = useFormatter();
	return (day: string) =>
		format.dateTime(new Date(day.slice(0, 10)), { dateStyle: "long", timeZone: "UTC" });
}
