"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { browserQueryClient } from "#lib/client/query-client.ts";
import { Toaster } from "./ui/toaster.tsx";

export function Providers({ children }: { children: ReactNode }) {
	return (
		<QueryClientProvider client={browserQueryClient()}>
			{children}
			<Toaster />
		</QueryClientProvider>
	);
}
