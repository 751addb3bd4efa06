"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "./button.tsx";

const reload = () => window.location.reload();

const TRY_EVERY_MS = 2000;

const answers = () =>
	fetch("/api/health", { cache: "no-store" }).then(
		() => true,
		() => false,
	);

/** Tries the same address again: when asked, and by itself once somebody answers there. */
export function Reload() {
	const t = useTranslations("common");
	useEffect(() => {
		// A browser says that it is online a little before anything answers.
		const look = async () => {
			if (navigator.onLine && (await answers())) reload();
		};
		const timer = setInterval(look, TRY_EVERY_MS);
		window.addEventListener("online", look);
		return () => {
			clearInterval(timer);
			window.removeEventListener("online", look);
		};
	}, []);
	return (
		<Button look="primary" onClick={reload}>
			{t("retry")}
		</Button>
	);
}
