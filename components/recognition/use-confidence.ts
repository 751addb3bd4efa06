"use client";

import { useFormatter } from "next-intl";
import { useCallback } from "react";

/** A confidence of 0 to 100 in the reader's language. */
export function useConfidence() {
	const format = useFormatter();
	return useCallback(
		(percent: number) =>
			format.number(percent / 100, { style: "percent", maximumFractionDigits: 1 }),
		[format],
	);
}
