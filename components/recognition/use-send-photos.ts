"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { v4 as newUuid } from "uuid";
import type { FoundFile } from "#lib/client/found-file.ts";
import { recognitionKeys } from "#lib/client/recognition.queries.ts";
import { type RecognitionDrop, sortDropped } from "#lib/client/recognition-drop.ts";
import { bodyOf, postForm } from "#lib/client/upload-transport.ts";

type LeftOut = RecognitionDrop["leftOut"];

export type Sending =
	| { step: "waiting"; leftOut: LeftOut; failure: unknown; count: number }
	| { step: "sending"; leftOut: LeftOut; count: number; bytes: number; fraction: number };

const NOTHING: Sending = { step: "waiting", leftOut: [], failure: null, count: 0 };

/** Sends photos to be recognised, all in one request, and leads to what is found on them. */
export function useSendPhotos() {
	const router = useRouter();
	const client = useQueryClient();
	const [sending, setSending] = useState<Sending>(NOTHING);
	const abort = useRef<AbortController | null>(null);
	useEffect(() => () => abort.current?.abort(), []);

	async function add(found: readonly FoundFile[]) {
		const { photos, leftOut } = sortDropped(found);
		const count = photos.length;
		if (count === 0) return setSending({ ...NOTHING, leftOut });
		const bytes = photos.reduce((total, { size }) => total + size, 0);
		const underWay = { step: "sending", leftOut, count, bytes } as const;
		setSending({ ...underWay, fraction: 0 });
		const stop = new AbortController();
		abort.current = stop;
		const progress = (fraction: number) => setSending({ ...underWay, fraction });
		try {
			const { batch_id: id } = await send(photos, stop.signal, progress);
			void client.invalidateQueries({ queryKey: recognitionKeys.history() });
			router.push(`/recognition/${id}`);
		} catch (failure) {
			if (!stop.signal.aborted) setSending({ step: "waiting", leftOut, failure, count });
		}
	}
	return {
		sending,
		add: (found: readonly FoundFile[]) => void add(found),
		cancel: () => {
			abort.current?.abort();
			setSending(NOTHING);
		},
	};
}

async function send(
	photos: readonly File[],
	signal: AbortSignal,
	onProgress: (fraction: number) => void,
) {
	const form = new FormData();
	for (const photo of photos) form.append("photos[]", photo);
	return bodyOf(
		await postForm<{ batch_id: string }>({
			...{ path: "/api/batch-photos/recognize?async=1", form, files: photos, signal, onProgress },
			key: newUuid(),
		}),
	);
}
