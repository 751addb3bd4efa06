"use client";

import { useTranslations } from "next-intl";
import { ApiError } from "#lib/client/api.ts";
import type { BatchProgress } from "#lib/client/batch-types.ts";
import type { BatchItem } from "#lib/client/batch-uploads-state.ts";
import type { BatchesSummary } from "#lib/client/batch-uploads-summary.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

type Named = Pick<BatchItem, "kind" | "name" | "files">;

/** A batch in the reader's terms: its archive, its folder, or its first photo. */
export function useBatchName(): (item: Named) => string {
	const t = useTranslations("batchUpload");
	return ({ kind, name, files }) => {
		const short = name.split("/").at(-1) ?? name;
		if (kind === "archives" || files.length === 1) return short;
		const count = files.length;
		return name === files[0]?.path
			? t("nameLoose", { name: short, count: count - 1 })
			: t("nameFolder", { name: short, count });
	};
}

/** How a batch ended on the server. */
export function useOutcome(): (progress: BatchProgress | null) => string {
	const t = useTranslations("batchUpload.outcome");
	return (progress) => {
		if (!progress || progress.sheet_count === 0) return t("unreadable");
		const { sheet_count: total, processed_count: done, failed_count: failed } = progress;
		if (progress.status === "failed" && done > 0) return t("problem");
		if (failed === 0) return t("all", { total });
		return done === 0 ? t("none", { total }) : t("some", { done, total, failed });
	};
}

/** What went wrong on the way. */
export function useFailureText(): (item: BatchItem) => string {
	const errorText = useErrorText();
	return ({ failure }) =>
		failure ? errorText(new ApiError(failure.code, failure.status, failure.message)) : "";
}

/** Where all of them stand, in one sentence. */
export function useBatchesHeadline(): (summary: BatchesSummary) => string {
	const t = useTranslations("batchUpload.headline");
	return ({ total, done, failed, detached, underWay, processing }) => {
		if (detached > 0) return t("detached", { count: detached, total });
		if (underWay > 0) return t("underWay", { done, total });
		if (processing > 0) return t("processing", { count: processing, total });
		if (failed > 0) return t("failed", { count: failed, total });
		return done < total ? t("paused", { count: total - done, total }) : t("done", { count: total });
	};
}
