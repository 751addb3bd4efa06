import { queryOptions } from "@tanstack/react-query";
import type { OwnAccount, SessionList } from "#lib/auth/account.schema.ts";
import type { KeyInfo } from "#lib/auth/auth.schema.ts";
import { callApi } from "./api.ts";

/** The reader's own account. */
export const accountQuery = () =>
	queryOptions({
		queryKey: ["account"],
		queryFn: ({ signal }) => callApi<OwnAccount>("GET", "/api/account", { signal }),
	});

/** The keys of the reader's scripts. */
export const keysQuery = () =>
	queryOptions({
		queryKey: ["keys"],
		queryFn: ({ signal }) => callApi<{ keys: KeyInfo[] }>("GET", "/api/keys", { signal }),
	});

/** Where the reader is signed in. */
export const sessionsQuery = () =>
	queryOptions({
		queryKey: ["sessions"],
		queryFn: ({ signal }) => callApi<SessionList>("GET", "/api/account/sessions", { signal }),
	});
