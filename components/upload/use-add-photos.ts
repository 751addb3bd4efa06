"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { toast } from "#components/ui/toast.ts";
import type { Gathered } from "#lib/client/dropped-files.ts";
import { useUploadDesk } from "#lib/client/upload-context.tsx";
import type { UploadTarget } from "#lib/client/upload-state.ts";

/** Puts what was gathered into the queue, and says what was left out. */
export function useAddPhotos() {
	const t = useTranslations("upload");
	const desk = useUploadDesk();
	return useCallback(
		(gathered: Gathered, target: UploadTarget) => {
			const { files, skipped } = gathered;
			if (files.length > 0) void desk.add(gathered, target);
			if (skipped > 0) toast(t("skipped", { count: skipped }));
			else if (files.length === 0) toast(t("nothingToAdd"));
		},
		[desk, t],
	);
}
