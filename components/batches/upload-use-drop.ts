"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { v4 as newUuid } from "uuid";
import { toast } from "#components/ui/toast.ts";
import { useBatchQueue } from "#lib/client/batch-uploads-context.tsx";
import { batchesOf, draftOf, fingerprintOf } from "#lib/client/batch-uploads-draft.ts";
import {
	type Drop,
	type DropProblem,
	judgeDrop,
	type LeftOut,
} from "#lib/client/batch-uploads-drop.ts";
import type { BatchPlan } from "#lib/client/batch-uploads-plan.ts";
import type { BatchQueue } from "#lib/client/batch-uploads-queue.ts";
import { keepHolds } from "#lib/client/batch-uploads-store.ts";
import type { FileHold } from "#lib/client/file-holds.ts";
import type { FoundFile } from "#lib/client/found-file.ts";
import type { Found } from "./upload-pickers.tsx";

type State =
	| { step: "empty" }
	| { step: "refused"; problem: DropProblem; leftOut: readonly LeftOut[] }
	| { step: "asking"; round: number; drop: Drop; holds: readonly FileHold[] | null };

/** From what is dropped, by what is asked, to what is queued. */
export function useUploadDrop() {
	const t = useTranslations("batchUpload");
	const { queue, owner } = useBatchQueue();
	const [state, setState] = useState<State>({ step: "empty" });
	const [started, setStarted] = useState(0);
	async function found({ files, holds }: Found) {
		const verdict = await judgeDrop(files);
		if (!verdict.ok) return setState({ step: "refused", ...verdict });
		const { resumed, running, fresh } = sortByKnown(queue, owner, verdict.drop);
		if (resumed > 0) toast.success(t("known.resumed", { count: resumed }));
		if (running > 0) toast(t("known.running", { count: running }));
		const drop = { ...verdict.drop, files: fresh };
		setState(
			fresh.length === 0 ? { step: "empty" } : { step: "asking", round: Date.now(), drop, holds },
		);
	}
	function start(plans: readonly BatchPlan[]) {
		if (state.step !== "asking") return;
		const { drop, holds } = state;
		const options = { owner, newId: newUuid, now: Date.now() };
		const drafts = batchesOf(drop).flatMap((files, at) => {
			const plan = plans[at];
			return plan ? [draftOf(drop.kind, files, plan, options)] : [];
		});
		for (const { item, files } of drafts) keepHolds(item.id, holdsFor(files, holds));
		queue.add(drafts);
		setState({ step: "empty" });
		setStarted((times) => times + 1);
	}
	return { state, started, found, start, reset: () => setState({ step: "empty" }) };
}

/** What is on its way is not sent twice; what an earlier page left unfinished goes on at once. */
function sortByKnown(queue: BatchQueue, owner: string, drop: Drop) {
	const sorted = { resumed: 0, running: 0, fresh: [] as FoundFile[] };
	for (const files of batchesOf(drop)) {
		const known = queue.findOpen(fingerprintOf(owner, files));
		if (!known) sorted.fresh.push(...files);
		else if (queue.attach(known.id, files)) sorted.resumed++;
		else sorted.running++;
	}
	return sorted;
}

/** Of all that was dropped at once, what these files are in. */
function holdsFor(files: readonly FoundFile[], holds: readonly FileHold[] | null) {
	const roots = new Set(files.map(({ path }) => path.split("/")[0]));
	return holds?.filter(({ name }) => roots.has(name)) ?? null;
}
