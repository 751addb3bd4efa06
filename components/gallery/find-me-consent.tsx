"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CONSENT_VERSION } from "#lib/people/people.values.ts";

interface FindMeConsentProps {
	onAgree: () => void;
	onDecline: () => void;
}

/** What a guest agrees to; its words belong to `CONSENT_VERSION`: other words, another version. */
export function FindMeConsent({ onAgree, onDecline }: FindMeConsentProps) {
	const t = useTranslations("findMe");
	const id = useId();
	const [checked, setChecked] = useState(false);
	return (
		<div className="grid gap-5">
			<ul className="grid divide-y divide-line border-line border-y text-sm">
				{(["what", "notKept", "kept", "undo"] as const).map((point) => (
					<li key={point} className="py-3">
						{t(`consent.${point}`)}
					</li>
				))}
			</ul>
			<label htmlFor={id} className="flex min-h-11 items-start gap-3 text-sm">
				<input
					id={id}
					type="checkbox"
					checked={checked}
					onChange={(event) => setChecked(event.target.checked)}
					className="mt-0.5 size-5 shrink-0 accent-ink"
				/>
				{t("consent.agree")}
			</label>
			<div className="flex flex-wrap items-center justify-between gap-3">
				<p className="text-ink-soft text-xs">
					{t("consent.version", { version: CONSENT_VERSION })}
				</p>
				<div className="ml-auto flex gap-3">
					<Button look="quiet" onClick={onDecline}>
						{t("consent.decline")}
					</Button>
					<Button look="primary" disabled={!checked} onClick={onAgree}>
						{t("consent.submit")}
					</Button>
				</div>
			</div>
		</div>
	);
}
