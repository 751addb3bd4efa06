"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { DialogActions } from "#components/ui/dialog-actions.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { callApi } from "#lib/client/api.ts";
import type { Person } from "#lib/client/face-types.ts";
import { peopleKeys } from "#lib/client/people.queries.ts";
import { nameFrom } from "#lib/client/person-name.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { MAX_NAME } from "#lib/people/people.values.ts";

/** A person begins with a name; the photos follow on their page. */
export function NewPersonDialog() {
	const t = useTranslations("people");
	return (
		<Dialog>
			<DialogTrigger asChild>
				<Button look="primary">
					<UserRoundPlus aria-hidden />
					{t("create")}
				</Button>
			</DialogTrigger>
			<DialogContent title={t("create")} lead={t("createLead")}>
				<NewPersonForm />
			</DialogContent>
		</Dialog>
	);
}

function NewPersonForm() {
	const t = useTranslations();
	const errorText = useErrorText();
	const router = useRouter();
	const client = useQueryClient();
	const [missing, setMissing] = useState(false);
	const create = useMutation({
		mutationFn: (name: string) => callApi<Person>("POST", "/api/people", { body: { name } }),
		onSuccess: ({ id }) => {
			void client.invalidateQueries({ queryKey: peopleKeys.lists() });
			router.push(`/people/${id}`);
		},
	});
	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const name = nameFrom(String(new FormData(event.currentTarget).get("name")));
		setMissing(name === null);
		if (name !== null) create.mutate(name);
	}
	const busy = create.isPending || create.isSuccess;
	return (
		<form noValidate onSubmit={submit} className="grid gap-5">
			{create.isError ? <Notice tone="error">{errorText(create.error)}</Notice> : null}
			<Field
				label={t("people.name")}
				name="name"
				autoComplete="off"
				spellCheck={false}
				maxLength={MAX_NAME}
				error={missing ? t("people.nameMissing") : null}
			/>
			<DialogActions action={busy ? t("people.creating") : t("people.createSubmit")} busy={busy} />
		</form>
	);
}
