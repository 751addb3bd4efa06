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
	/** "3 hours ago", for what is not older than a day. */
	relative?: boolean;
}

/** A moment by the reader's clock. */
export function Moment({ at, relative }: MomentProps) {
	const format = useFormatter();
	const zone = useZone();
	const date = new Date(at);
	const whole = format.dateTime(date, {
		dateStyle: "medium",
		timeStyle: "short",
		timeZone: zone ?? "UTC",
	});
	const now = Date.now();
	const fresh = relative && zone !== null && now - date.getTime() < DAY_MS;
	return (
		// A server and a browser may know different spaces to put before "PM".
		<time dateTime={at} title={whole} suppressHydrationWarning>
			{fresh ? format.relativeTime(date, now) : whole}
		</time>
	);
}
