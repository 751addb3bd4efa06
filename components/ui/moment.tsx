"use client";

import { useFormatter } from "next-intl";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;
/** The reader's own zone; null before the page is awake. */
const useZone = () =>
	useSyncExternalStore(
		never,
		() => Intl.DateTimeFormat().resolvedOptions().timeZone,
		() => null,
	);

const DAY_MS = 86_400_000;

interface MomentProps {
	/** ISO 8601. */
	at: string;
	/** "3 hours ago" for what is not older than a day, and the day alone for what is. */
	short?: boolean;
}

/** A moment by the reader's clock. */
export function Moment({ at, short }: MomentProps) {
	const format = useFormatter();
	const zone = useZone();
	const date = new Date(at);
	const timeZone = zone ?? "UTC";
	const whole = format.dateTime(date, { dateStyle: "medium", timeStyle: "short", timeZone });
	const text = () => {
		if (!short) return whole;
		const now = Date.now();
		const fresh = zone !== null && now - date.getTime() < DAY_MS;
		return fresh
			? format.relativeTime(date, now)
			: format.dateTime(date, { dateStyle: "medium", timeZone });
	};
	return (
		// A server and a browser may know different spaces to put before "PM".
		<time dateTime={at} title={whole} suppressHydrationWarning>
			{text()}
		</time>
	);
}
