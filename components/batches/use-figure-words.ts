"use client";

import { useFormatter } from "next-intl";
import { useMemo } from "react";
import { useAmounts } from "#lib/client/use-amounts.ts";

/** Days, shares and times of the figures, in the reader's language. */
export function useFigureWords() {
	const format = useFormatter();
	const { seconds } = useAmounts();
	return useMemo(
		() => ({
			day: (day: string) =>
				format.dateTime(new Date(day), { day: "numeric", month: "short", timeZone: "UTC" }),
			count: (value: number) => format.number(value),
			share: (value: number) =>
				format.number(value, { style: "percent", maximumSignificantDigits: 2 }),
			seconds,
			/** The same beside an axis. */
			shortSeconds: (value: number) =>
				format.number(value, {
					style: "unit",
					unit: "second",
					unitDisplay: "narrow",
					maximumFractionDigits: 2,
				}),
		}),
		[format, seconds],
	);
}
