"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Download, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BackLink } from "#components/ui/back-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { usePerform } from "#components/ui/use-perform.ts";
import { callApi } from "#lib/client/api.ts";
import { momentOf } from "#lib/client/batch-moment.ts";
import { recognitionKeys } from "#lib/client/recognition.queries.ts";
import type { RecognitionLog } from "#lib/client/recognition-types.ts";

export function LogHeader({ log }: { log: RecognitionLog }) {
	const t = useTranslations("recognition");
	const path = `/api/batch-photos/logs/${log.batch_id}`;
	return (
		<header className="grid gap-4">
			<BackLink href="/recognition">{t("back")}</BackLink>
			<div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
				<div className="grid gap-1.5">
					<h1 className="font-display text-xl tracking-tight sm:text-2xl">
						{t("photos", { count: log.total_photos })}
					</h1>
					<p className="tabular text-ink-soft text-sm">
						<Moment at={momentOf(log.batch_id)} />
					</p>
				</div>
				<div className="flex items-center gap-2">
					<Button asChild>
						<a href={`${path}/export`} download>
							<Download aria-hidden />
							{t("export")}
						</a>
					</Button>
					<DeleteLog path={path} count={log.total_photos} />
				</div>
			</div>
		</header>
	);
}

/** Asks first: photos and results go, what was enrolled from them stays. */
function DeleteLog({ path, count }: { path: string; count: number }) {
	const t = useTranslations("recognition.delete");
	const router = useRouter();
	const client = useQueryClient();
	const { perform, busy } = usePerform();
	const [asking, setAsking] = useState(false);
	const remove = async () => {
		await callApi("DELETE", path);
		router.replace("/recognition");
		await client.invalidateQueries({ queryKey: recognitionKeys.history() });
	};
	return (
		<>
			<Button look="quiet" size="icon" aria-label={t("open")} onClick={() => setAsking(true)}>
				<Trash2 aria-hidden />
			</Button>
			<ConfirmDialog
				open={asking}
				onOpenChange={setAsking}
				title={t("title", { count })}
				body={t("body")}
				action={busy ? t("busy") : t("submit")}
				busy={busy}
				onConfirm={async () => {
					if (!(await perform(remove, t("done", { count })))) setAsking(false);
				}}
			/>
		</>
	);
}
