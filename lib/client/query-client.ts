import { isServer, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api.ts";

/** A try again helps when nothing answered or the server was busy; never when it said no. */
export function shouldRetry(failures: number, error: unknown): boolean {
	if (failures >= 3 || !(error instanceof ApiError)) return false;
	return error.status === 0 || error.status === 429 || error.status >= 500;
}

export function makeQueryClient(): QueryClient {
	return new QueryClient({
		defaultOptions: {
			queries: { staleTime: 20_000, retry: shouldRetry, refetchOnWindowFocus: true },
		},
	});
}

let browserClient: QueryClient | undefined;

/** One client a tab; on the server a new one each time, since requests must not share data. */
export function browserQueryClient(): QueryClient {
	if (isServer) return makeQueryClient();
	browserClient ??= makeQueryClient();
	return browserClient;
}
