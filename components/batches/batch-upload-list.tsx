"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { useBatchQueue, useBatchUploads } from "#lib/client/batch-uploads-context.tsx";
import { BatchUploadRow } from "./batch-upload-row.tsx";
import { BatchUploadTell } from "./batch-upload-tell.tsx";
import { useBatchesHeadline } from "./batch-upload-words.ts";

/**
 * The batches on their way, on the page where they are begun. `started` counts how often that was:
 * each time the list takes the focus that the form has lost.
 */
export function BatchUploadList({ started }: { started: number }) {
	const t = useTranslations("batchUpload");
	const { queue } = useBatchQueue();
	const uploads = useBatchUploads();
	const headline = useBatchesHeadline();
	const { total, done, failed } = uploads.summary;
	const heading = useRef<HTMLHeadingElement>(null);
	const seen = useRef(0);
	useEffect(() => {
		if (started === seen.current || !heading.current) return;
		seen.current = started;
		heading.current.focus();
	});
	if (total === 0) return null;
	return (
		<section aria-label={t("onTheirWay")} className="grid gap-1 motion-safe:animate-rise">
			<div className="flex min-h-10 flex-wrap items-center justify-between gap-x-4">
				<h2 ref={heading} tabIndex={-1} className="tabular font-medium outline-none">
					{headline(uploads.summary)}
				</h2>
				<div className="-mr-3 flex flex-wrap max-sm:-ml-3">
					<BatchUploadTell summary={uploads.summary} />
					{done + failed > 0 ? (
						<Button size="sm" look="quiet" onClick={() => queue.clearSettled()}>
							{t("clear")}
						</Button>
					) : null}
				</div>
			</div>
			<ul className="divide-y divide-line border-line border-y">
				{uploads.items.map((item) => (
					<li key={item.id} className="py-4">
						<BatchUploadRow item={item} uploads={uploads} />
					</li>
				))}
			</ul>
		</section>
	);
}
