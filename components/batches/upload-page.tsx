"use client";

import { useTranslations } from "next-intl";
import { BackLink } from "#components/ui/back-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { BatchUploadList } from "./batch-upload-list.tsx";
import { UploadDropArea } from "./upload-drop-area.tsx";
import { UploadLeftOut } from "./upload-dropped.tsx";
import { UploadForm } from "./upload-form.tsx";
import { useUploadDrop } from "./upload-use-drop.ts";

/** New batches: what is dropped is looked at, a few things are asked, and it is on its way. */
export function UploadPage() {
	const t = useTranslations("batchUpload");
	const { state, started, found, start, reset } = useUploadDrop();
	return (
		<div className="gutter mx-auto grid max-w-400 gap-8 pt-6 pb-32 md:pt-10 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)] lg:gap-16">
			<header className="grid content-start gap-3 self-start lg:sticky lg:top-10">
				<BackLink href="/batches">{t("back")}</BackLink>
				<h1 className="font-display text-2xl tracking-tight">{t("title")}</h1>
				<p className="text-ink-soft">{t("lead")}</p>
				<ul className="mt-4 hidden divide-y divide-line border-line border-y text-ink-soft text-sm lg:grid">
					{(["size", "kinds", "safe"] as const).map((fact) => (
						<li key={fact} className="py-3">
							{t(`facts.${fact}`)}
						</li>
					))}
				</ul>
			</header>
			<div className="grid min-w-0 max-w-220 content-start gap-8">
				<BatchUploadList started={started} />
				{state.step === "refused" ? (
					<div className="grid gap-3">
						<Notice tone="error">{t(`problem.${state.problem}`)}</Notice>
						<UploadLeftOut files={state.leftOut} />
					</div>
				) : null}
				<UploadDropArea folded={state.step === "asking"} onFound={found} />
				{state.step === "asking" ? (
					<UploadForm key={state.round} drop={state.drop} onStart={start} onReset={reset} />
				) : null}
			</div>
		</div>
	);
}
