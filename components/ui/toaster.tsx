"use client";

import { useEffect } from "react";
import { onFirstToast } from "./toast.ts";
import { useLaidBy } from "./use-laid-by.ts";
import { useOnDemand } from "./use-on-demand.ts";

const loadToasts = async () => (await import("./toasts.tsx")).Toasts;

/** Where toasts are shown, once there are any. */
export function Toaster() {
	const [Toasts, ask] = useOnDemand(loadToasts);
	useEffect(() => onFirstToast(ask), [ask]);
	// Some say that there is no connection.
	useLaidBy(loadToasts);
	return Toasts ? <Toasts /> : null;
}
