"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Sheet } from "#lib/client/batch-types.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";

/** A sheet in words. */
export function useSheetWords(total: number) {
	const t = useTranslations("batches.sheet");
	const format = useFormatter();
	const { bytes } = useAmounts();
	return useMemo(() => {
		const code = ({ qr }: Sheet) => (qr.length > 0 ? t("code", { code: qr.join(", ") }) : null);
		const measures = ({ width, height, size }: Sheet) =>
			[
				width && height
					? t("pixels", { width: format.number(width), height: format.number(height) })
					: null,
				bytes(size),
			]
				.filter(Boolean)
				.join(" · ");
		const label = (sheet: Sheet) =>
			[
				t("alt", { position: sheet.position + 1, total, name: sheet.name }),
				code(sheet),
				sheet.error,
			]
				.filter(Boolean)
				.join(". ");
		return { code, measures, label };
	}, [t, format, bytes, total]);
}
