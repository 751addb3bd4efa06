"use client";

import { useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, ImagePlus, Loader } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { FilePickers, type Pickers } from "#components/upload/file-pickers.tsx";
import { type Gathered, gatherDropped } from "#lib/client/dropped-files.ts";
import type { PersonDetail } from "#lib/client/face-types.ts";
import { peopleKeys } from "#lib/client/people.queries.ts";
import { type SampleSent, sendInTurn, sendSample } from "#lib/client/send-samples.ts";
import { useDrops } from "#lib/client/use-drops.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

/** Photos of a person, dropped on the page or chosen: each shows one face, or is refused with the reason. */
export function AddSamples({ person }: { person: PersonDetail }) {
	const t = useTranslations("people");
	const pickers = useRef<Pickers>(null);
	const { sent, busy, add } = useSamples(person.id);
	const over = useDrops((transfer) => void gatherDropped(transfer, "photos").then(add));
	return (
		<section aria-label={t("addTitle")} className="grid gap-4">
			<div
				data-over={over || undefined}
				className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4 rounded-panel border border-edge border-dashed px-5 py-5 transition-colors duration-150 data-over:border-accent data-over:bg-sunken"
			>
				<p className="max-w-[52ch] text-ink-soft text-sm">{over ? t("addOver") : t("addLead")}</p>
				<Button look="primary" busy={busy} onClick={() => pickers.current?.files()}>
					<ImagePlus aria-hidden />
					{t("add")}
				</Button>
				<FilePickers ref={pickers} taken="photos" onGathered={add} />
			</div>
			<SentList sent={sent} />
		</section>
	);
}

function useSamples(personId: string) {
	const client = useQueryClient();
	const [sent, setSent] = useState<readonly SampleSent[]>([]);
	const busy = sent.some(({ state }) => state === "waiting" || state === "sending");
	async function add({ files }: Gathered) {
		if (busy) return;
		await sendInTurn(
			files,
			async (file) => {
				await sendSample(personId, file);
				await client.invalidateQueries({ queryKey: peopleKeys.person(personId) });
			},
			setSent,
		);
		void client.invalidateQueries({ queryKey: peopleKeys.lists() });
	}
	return { sent, busy, add };
}

/** How each of the files fared, while there is something to say. */
function SentList({ sent }: { sent: readonly SampleSent[] }) {
	const t = useTranslations("people");
	if (sent.length === 0) return null;
	const done = sent.filter(({ state }) => state === "done").length;
	return (
		<div role="status" className="grid gap-2">
			<p className="tabular text-sm">{t("added", { done, total: sent.length })}</p>
			<ul className="grid gap-1.5">
				{sent.map((file, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a file is its place in the row
					<li key={index} className="flex flex-wrap gap-x-4 text-sm">
						<span className="min-w-0 truncate text-ink-soft">{file.name}</span>
						<SentState file={file} />
					</li>
				))}
			</ul>
		</div>
	);
}

function SentState({ file: { state, error } }: { file: SampleSent }) {
	const t = useTranslations("people");
	const errorText = useErrorText();
	if (state === "done") return <Badge icon={CircleCheck}>{t("state.done")}</Badge>;
	if (state === "failed")
		return (
			<Badge icon={CircleAlert} tone="loss">
				{errorText(error)}
			</Badge>
		);
	if (state === "waiting") return <span className="text-ink-soft">{t("state.waiting")}</span>;
	return (
		<Badge icon={Loader} tone="progress">
			{t("state.sending")}
		</Badge>
	);
}
