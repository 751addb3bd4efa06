"use client";

import { useMutation } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { callApi } from "#lib/client/api.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

interface AccessFormProps {
	eventId: string;
	/** From the link: tried at once. */
	linkCode: string | null;
	/** Shown once it is open. */
	list: string | null;
}

export function AccessForm({ eventId, linkCode, list }: AccessFormProps) {
	const t = useTranslations("access");
	const errorText = useErrorText();
	const router = useRouter();
	const pathname = usePathname();
	const open = useMutation({
		mutationFn: (code: string) =>
			callApi("POST", `/api/events/${eventId}/access`, { body: { code } }),
		onSuccess: () => {
			// The code does not stay in the address, where a shared screen would show it.
			router.replace(`${pathname}${list ? `?list=${list}` : ""}`);
			router.refresh();
		},
	});
	const { mutate } = open;
	const tried = useRef(false);
	useEffect(() => {
		if (!linkCode || tried.current) return;
		tried.current = true;
		mutate(linkCode);
	}, [linkCode, mutate]);

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const code = String(new FormData(event.currentTarget).get("code")).trim();
		if (code !== "") mutate(code);
	}
	const busy = open.isPending || open.isSuccess;
	return (
		<form method="post" onSubmit={submit} className="grid gap-4">
			<Field
				label={t("code")}
				name="code"
				defaultValue={linkCode ?? ""}
				autoComplete="off"
				autoCapitalize="none"
				spellCheck={false}
				maxLength={64}
				required
				autoFocus={!linkCode}
				error={open.isError ? errorText(open.error) : null}
			/>
			<Button type="submit" look="primary" size="lg" busy={busy} className="w-full">
				{busy ? t("submitting") : t("submit")}
			</Button>
		</form>
	);
}
