"use client";

import { useFormatter } from "next-intl";
import { useMemo } from "react";

const MINUTE = 60;
const HOUR = 3600;

/** Bytes and durations in the reader's language. */
export function useAmounts() {
	const format = useFormatter();
	return useMemo(
		() => ({
			bytes(count: number): string {
				const [unit, size] =
					count >= 1e9
						? (["gigabyte", 1e9] as const)
						: count >= 1e6
							? (["megabyte", 1e6] as const)
							: (["kilobyte", 1e3] as const);
				// A file of some bytes is not one of none.
				const value = count > 0 && count < 1e3 ? 1 : count / size;
				const maximumFractionDigits = value < 10 && unit !== "kilobyte" ? 1 : 0;
				return format.number(value, { style: "unit", unit, maximumFractionDigits });
			},
			duration(seconds: number): string {
				const [unit, size] =
					seconds >= HOUR
						? (["hour", HOUR] as const)
						: seconds >= MINUTE
							? (["minute", MINUTE] as const)
							: (["second", 1] as const);
				const maximumFractionDigits = unit === "hour" ? 1 : 0;
				const value = Math.max(1, seconds / size);
				return format.number(value, { style: "unit", unit, maximumFractionDigits });
			},
			/** What is measured and may be short: 0.4 sec. */
			seconds(count: number): string {
				const maximumFractionDigits = count < 1 ? 2 : count < 10 ? 1 : 0;
				return format.number(count, { style: "unit", unit: "second", maximumFractionDigits });
			},
		}),
		[format],
	);
}
