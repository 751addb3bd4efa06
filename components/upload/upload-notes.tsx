"use client";

import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useAmounts } from "#lib/client/use-amounts.ts";

interface PaceProps {
	bytesPerSecond: number | null;
	secondsLeft: number | null;
}

/** How fast, and how long still: once there is enough to go by. */
export function Pace({ bytesPerSecond, secondsLeft }: PaceProps) {
	const t = useTranslations("upload");
	const amounts = useAmounts();
	const parts = [
		bytesPerSecond ? t("speed", { speed: amounts.bytes(bytesPerSecond) }) : null,
		secondsLeft !== null ? t("left", { time: amounts.duration(secondsLeft) }) : null,
	];
	return parts.filter(Boolean).join(" · ");
}

export function OfflineNote() {
	const t = useTranslations("upload");
	return (
		<span className="inline-flex items-center gap-1.5">
			<CloudOff aria-hidden className="size-4" />
			{t("offline")}
		</span>
	);
}

/** In a page of its own, so that this one keeps its files. */
export function SignInAgainLink() {
	const t = useTranslations("upload");
	return (
		<a
			href="/sign-in"
			target="_blank"
			rel="noreferrer"
			className="text-accent-text text-sm underline underline-offset-4"
		>
			{t("signInAgainLink")}
		</a>
	);
}
