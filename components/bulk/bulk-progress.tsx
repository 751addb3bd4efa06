"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { ProgressBar } from "#components/ui/progress.tsx";
import type { Progress } from "./use-bulk.ts";

/** More than one request takes: then it is worth to see how far it is. */
const WORTH_SHOWING = 500;

/** How far a long one is, and the way to end it. */
export function BulkProgress(props: { progress: Progress | null; onStop: () => void }) {
	const { progress, onStop } = props;
	const t = useTranslations("bulk");
	const { sent, total } = progress ?? { sent: 0, total: 0 };
	return (
		<Dialog open={total > WORTH_SHOWING} onOpenChange={(open) => !open && onStop()}>
			<DialogContent title={t("running")} lead={t("runningLead")}>
				<div className="grid gap-3">
					<ProgressBar value={total === 0 ? 0 : sent / total} label={t("running")} />
					<p role="status" className="tabular text-sm">
						{t("sent", { count: sent, total })}
					</p>
					<Button onClick={onStop} className="justify-self-end">
						{t("stop")}
					</Button>
				</div>
			</DialogContent>
		</Dialog>
	);
}
