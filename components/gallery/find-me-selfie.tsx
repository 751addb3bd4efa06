"use client";

import { useMutation } from "@tanstack/react-query";
import { Camera, Images } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProgressBar } from "#components/ui/progress.tsx";
import { sendSelfie } from "#lib/client/send-selfie.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

interface FindMeSelfieProps {
	eventId: string;
	onFound: (searchId: string) => void;
}

/** A picture of oneself, taken now or chosen, and how far the search is. */
export function FindMeSelfie({ eventId, onFound }: FindMeSelfieProps) {
	const t = useTranslations("findMe");
	const errorText = useErrorText();
	const camera = useRef<HTMLInputElement>(null);
	const files = useRef<HTMLInputElement>(null);
	const { search, fraction } = useSearch(eventId, onFound);
	const chosen = (event: ChangeEvent<HTMLInputElement>) => {
		const [selfie] = event.currentTarget.files ?? [];
		if (selfie) search.mutate(selfie);
		event.currentTarget.value = "";
	};
	const input = { type: "file", hidden: true, tabIndex: -1, onChange: chosen } as const;
	if (search.isPending)
		return (
			<div role="status" className="grid gap-3 py-6">
				<p className="text-sm">{fraction < 1 ? t("sending") : t("searching")}</p>
				<ProgressBar value={fraction} label={t("progress")} />
			</div>
		);
	return (
		<div className="grid gap-3">
			{search.isError ? <Notice tone="error">{errorText(search.error)}</Notice> : null}
			<input {...input} ref={camera} data-picker="selfie" accept="image/*" capture="user" />
			<input {...input} ref={files} data-picker="selfie-file" accept="image/*,.heic,.heif" />
			<Button look="primary" size="lg" onClick={() => camera.current?.click()}>
				<Camera aria-hidden />
				{t("take")}
			</Button>
			<Button size="lg" onClick={() => files.current?.click()}>
				<Images aria-hidden />
				{t("choose")}
			</Button>
		</div>
	);
}

/** Sends the picture; a search that is left is not waited for. */
function useSearch(eventId: string, onFound: (searchId: string) => void) {
	const [fraction, setFraction] = useState(0);
	const abort = useRef<AbortController | null>(null);
	useEffect(() => () => abort.current?.abort(), []);
	const search = useMutation({
		mutationFn: (selfie: File) => {
			setFraction(0);
			abort.current = new AbortController();
			const { signal } = abort.current;
			return sendSelfie(eventId, selfie, { signal, onProgress: setFraction });
		},
		onSuccess: ({ id }) => {
			if (!abort.current?.signal.aborted) onFound(id);
		},
	});
	return { search, fraction };
}
