"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ProgressBar } from "#components/ui/progress.tsx";
import { useAmounts } from "#lib/client/use-amounts.ts";
import type { Sending } from "./use-send-photos.ts";

interface SendingStateProps {
	sending: Extract<Sending, { step: "sending" }>;
	onCancel: () => void;
}

/** How much of the photos has arrived. */
export function SendingState({ sending, onCancel }: SendingStateProps) {
	const t = useTranslations("recognition.sending");
	const common = useTranslations("common");
	const { bytes } = useAmounts();
	const { count, fraction } = sending;
	return (
		<section
			aria-label={t("label")}
			className="grid gap-4 rounded-panel border border-line bg-raised p-5"
		>
			<div className="flex flex-wrap items-center justify-between gap-4">
				<div className="grid gap-0.5">
					<p role="status" className="font-medium">
						{t("photos", { count })}
					</p>
					<p className="tabular text-ink-soft text-sm">
						{fraction < 1
							? t("bytes", { sent: bytes(sending.bytes * fraction), size: bytes(sending.bytes) })
							: t("checking")}
					</p>
				</div>
				<Button onClick={onCancel}>{common("cancel")}</Button>
			</div>
			<ProgressBar value={fraction} label={t("label")} />
		</section>
	);
}
