"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { browserQueryClient } from "#lib/client/query-client.ts";
import { registerWorker } from "#lib/client/service-worker.ts";
import { Toaster } from "./ui/toaster.tsx";

export function Providers({ children }: { children: ReactNode }) {
	useEffect(() => void registerWorker(process.env.POTRET_BUILD ?? ""), []);
	return (
		<QueryClientProvider client={browserQueryClient()}>
			{children}
			<Toaster />
		</QueryClientProvider>
	);
}
