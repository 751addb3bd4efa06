"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePerform } from "#components/ui/use-perform.ts";
import type { ManagedUser, PasswordLink, UserPatch } from "#lib/auth/users.schema.ts";
import { callApi } from "#lib/client/api.ts";

/** What is done to an account; if it is refused, that is told. */
export function useUserActions({ id, username: name }: ManagedUser) {
	const t = useTranslations("users");
	const client = useQueryClient();
	const { perform, busy } = usePerform();
	const path = `/api/admin/users/${id}`;
	const change = (body: UserPatch, said: string) =>
		perform(
			() =>
				callApi("PATCH", path, { body }).finally(() =>
					client.invalidateQueries({ queryKey: ["users"] }),
				),
			said,
		);
	return {
		busy,
		setRole: (role: ManagedUser["role"]) => change({ role }, t("changed", { name })),
		setDomain: (domain: string) => change({ domain }, t("changed", { name })),
		setQuotas: (quotas: Pick<UserPatch, "storage_quota_bytes" | "file_quota">) =>
			change(quotas, t("quota.saved", { name })),
		disable: () => change({ disabled: true }, t("disabled", { name })),
		enable: () => change({ disabled: false }, t("enabled", { name })),
		/** The link by which they choose a new password; null where it was refused. */
		reset: async () => {
			let link: PasswordLink | null = null;
			await perform(async () => {
				link = await callApi<PasswordLink>("POST", `${path}/reset`);
			});
			return link;
		},
	};
}
export type UserActions = ReturnType<typeof useUserActions>;
