"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { usePerform } from "#components/ui/use-perform.ts";
import { callApi } from "#lib/client/api.ts";
import type { FaceSample, Person, PersonDetail } from "#lib/client/face-types.ts";
import { peopleKeys } from "#lib/client/people.queries.ts";

/** What is done to a person. Each resolves to whether it was done; if not, that is told. */
export function usePersonActions({ id, name }: PersonDetail) {
	const t = useTranslations("people");
	const router = useRouter();
	const client = useQueryClient();
	const { perform, busy } = usePerform();
	const path = `/api/people/${id}`;
	const renew = () => {
		void client.invalidateQueries({ queryKey: peopleKeys.lists() });
		return client.invalidateQueries({ queryKey: peopleKeys.person(id) });
	};
	return {
		busy,
		rename: (next: string) =>
			perform(() => callApi("PATCH", path, { body: { name: next } }).then(renew)),
		removeSample: (sample: FaceSample) =>
			perform(
				() => callApi("DELETE", `${path}/photos/${sample.id}`).finally(renew),
				t("sampleRemoved"),
			),
		/** The other's pictures become this person's, and the other is gone. */
		merge: (other: Person) =>
			perform(
				() => callApi("POST", `${path}/merge`, { body: { from: [other.id] } }).finally(renew),
				t("merged", { name: other.name, into: name }),
			),
		remove: () =>
			perform(
				async () => {
					await callApi("DELETE", path);
					router.replace("/people");
					await client.invalidateQueries({ queryKey: peopleKeys.lists() });
				},
				t("removed", { name }),
			),
	};
}
export type PersonActions = ReturnType<typeof usePersonActions>;
