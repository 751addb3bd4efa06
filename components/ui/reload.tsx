"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "./button.tsx";

const reload = () => window.location.reload();

/** Tries the same address again: when asked, and by itself once there is a connection. */
export function Reload() {
	const t = useTranslations("common");
	useEffect(() => {
		window.addEventListener("online", reload);
		return () => window.removeEventListener("online", reload);
	}, []);
	return (
		<Button look="primary" onClick={reload}>
			{t("retry")}
		</Button>
	);
}
