"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import type { ChoosingPhotos } from "#components/gallery/use-choosing.ts";
import { type Outcome, toast } from "#components/ui/toast.ts";
import { type BulkDone, inBulk, LEFT, type PartDone } from "#lib/client/bulk.ts";
import { eventKeys } from "#lib/client/events.queries.ts";
import { photoKeys } from "#lib/client/photos.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { zoneKeys } from "#lib/client/zones.queries.ts";

export interface Task {
	send: (part: readonly string[]) => Promise<PartDone>;
	/** What was done, to so many of so many. */
	said: (counts: { count: number; total: number }) => string;
	/** Instead of saying it; not where nothing was done. */
	tell?: (said: string, tone: Outcome) => void;
}

export interface Progress {
	sent: number;
	total: number;
}

/** Does something to all photos that are chosen, and tells what became of them. */
export function useBulk(eventId: string, choosing: ChoosingPhotos) {
	const t = useTranslations("bulk");
	const errorText = useErrorText();
	const client = useQueryClient();
	const [progress, setProgress] = useState<Progress | null>(null);
	const running = useRef(new AbortController());
	const sayIt = (task: Task, { asked, done, left, sent, error }: BulkDone) => {
		const notes = LEFT.flatMap((why) => {
			const count = left[why];
			return count ? [t(`left.${why}`, { count })] : [];
		});
		if (sent.length < asked) notes.push(t("stopped", { count: asked - sent.length }));
		const counted = [task.said({ count: done, total: asked }), ...notes].join("; ");
		const said = error ? `${counted}. ${errorText(error)}` : counted;
		const tone: Outcome = done === 0 || error ? "error" : "success";
		if (done > 0 && task.tell) task.tell(said, tone);
		else toast[tone](said);
	};
	const run = async (task: Task) => {
		const ids = [...choosing.get().items.keys()];
		running.current = new AbortController();
		const { signal } = running.current;
		setProgress({ sent: 0, total: ids.length });
		const onSent = (sent: number) => setProgress({ sent, total: ids.length });
		const result = await inBulk(ids, task.send, { signal, onSent });
		const stale = [photoKeys.event(eventId), zoneKeys.event(eventId), eventKeys.all];
		await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
		setProgress(null);
		if (result.sent.length === result.asked) choosing.leave();
		else choosing.drop(result.sent);
		sayIt(task, result);
	};
	return { run, progress, stop: useCallback(() => running.current.abort(), []) };
}
