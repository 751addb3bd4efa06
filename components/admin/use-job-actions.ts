"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "#components/ui/toast.ts";
import { usePerform } from "#components/ui/use-perform.ts";
import { callApi } from "#lib/client/api.ts";
import type { JobsRetried } from "#lib/operations/jobs.schema.ts";

/** Has failed jobs done once more; if that is refused, it is told. */
export function useJobActions() {
	const t = useTranslations("jobs");
	const client = useQueryClient();
	const { perform, busy } = usePerform();
	const refresh = () => client.invalidateQueries({ queryKey: ["jobs"] });
	return {
		busy,
		retry: (id: string) =>
			perform(
				() => callApi("POST", `/api/admin/jobs/${id}/retry`).finally(refresh),
				t("retried", { count: 1 }),
			),
		retryAll: (name: string) =>
			perform(async () => {
				const retrying = callApi<JobsRetried>("POST", "/api/admin/jobs/retry", { body: { name } });
				const { count } = await retrying.finally(refresh);
				toast.success(t("retried", { count }));
			}),
	};
}
