"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { ApiError } from "./api.ts";

/** Turns a failure into a sentence of the reader's language; the server's own words where we have none. */
export function useErrorText(): (error: unknown) => string {
	const t = useTranslations("errors");
	return useCallback(
		(error: unknown) => {
			if (!(error instanceof ApiError)) return t("INTERNAL_ERROR");
			const code = error.code as "FILE_TOO_LARGE";
			if (!t.has(code)) return error.message || t("INTERNAL_ERROR");
			return t(code, { limit: limitIn(error) });
		},
		[t],
	);
}

/** The limit is configuration: only the answer knows it ("File size must be less than 50MB"). */
function limitIn(error: ApiError): string {
	return /(\d+)\s*MB/.exec(error.message)?.[1] ?? "none";
}
