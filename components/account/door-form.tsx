"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { useErrorText } from "#lib/client/use-error-text.ts";

interface DoorFormProps {
	/** Makes the account, or opens it, and signs in. */
	enter: (typed: (name: string) => string) => Promise<unknown>;
	words: { submit: string; submitting: string };
	children: ReactNode;
}

/** One form on the way in; then one is in. */
export function DoorForm({ enter, words, children }: DoorFormProps) {
	const errorText = useErrorText();
	const router = useRouter();
	const entering = useMutation({
		mutationFn: enter,
		onSuccess: () => {
			router.replace("/events");
			router.refresh();
		},
	});
	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const data = new FormData(event.currentTarget);
		entering.mutate((name) => String(data.get(name)));
	}
	const busy = entering.isPending || entering.isSuccess;
	return (
		<form method="post" onSubmit={submit} className="grid gap-5">
			{entering.isError ? <Notice tone="error">{errorText(entering.error)}</Notice> : null}
			{children}
			<Button type="submit" look="primary" size="lg" busy={busy} className="mt-2 w-full">
				{busy ? words.submitting : words.submit}
			</Button>
		</form>
	);
}

/** A name that nobody has yet. */
export function NewUsernameField() {
	const t = useTranslations("setup");
	return (
		<Field
			label={t("username")}
			hint={t("usernameHint")}
			name="username"
			autoComplete="username"
			autoCapitalize="none"
			spellCheck={false}
			minLength={3}
			maxLength={40}
			pattern="[a-zA-Z0-9][a-zA-Z0-9._\-]*"
			required
			autoFocus
		/>
	);
}

export function NewPasswordField({ label, name = "password" }: { label?: string; name?: string }) {
	const t = useTranslations("setup");
	return (
		<PasswordField
			label={label ?? t("password")}
			hint={t("passwordHint")}
			name={name}
			autoComplete="new-password"
			minLength={10}
			maxLength={500}
			required
		/>
	);
}
