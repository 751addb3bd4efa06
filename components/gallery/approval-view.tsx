"use client";

import { Check, CheckCheck, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BulkProgress } from "#components/bulk/bulk-progress.tsx";
import { useBulk } from "#components/bulk/use-bulk.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { approving, removing } from "#lib/client/bulk-requests.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { ApprovalTile } from "./approval-tile.tsx";
import { PlainPhotos } from "./plain-photos.tsx";
import { SelectionFrame } from "./selection-frame.tsx";
import { useApproval } from "./use-approval.ts";
import { type ChoosingPhotos, useChoice, useChoosing } from "./use-choosing.ts";
import { usePhotos } from "./use-photos.ts";
import { useUndo } from "./use-undo.ts";

/** Which are to be declined. */
type Doomed = Photo | "chosen";

/** What guests have sent and the others do not see yet: one by one, or many together. */
export function ApprovalView({ eventId }: { eventId: string }) {
	const t = useTranslations("approval");
	const shown = usePhotos(eventId, { waiting: "true" }, { waits: true });
	const { total } = shown;
	const choosing = useChoosing(shown);
	const { approve } = useApproval(eventId, choosing);
	const [doomed, setDoomed] = useState<Doomed | null>(null);
	return (
		<>
			{total > 0 ? <Lead total={total} choosing={choosing} /> : null}
			<PlainPhotos
				shown={shown}
				label={t("label")}
				empty={
					<EmptyState
						icon={<CheckCheck aria-hidden />}
						title={t("noneTitle")}
						body={t("noneBody")}
					/>
				}
				renderTile={(photo, box, onOpen) => (
					<ApprovalTile
						{...{ photo, box, total, choosing, onOpen }}
						onApprove={() => void approve([photo.id])}
						onDecline={() => setDoomed(photo)}
					/>
				)}
			/>
			<ChosenHere {...{ eventId, total, choosing, doomed, setDoomed }} />
		</>
	);
}

interface ChosenHereProps {
	eventId: string;
	total: number;
	choosing: ChoosingPhotos;
	doomed: Doomed | null;
	setDoomed: (doomed: Doomed | null) => void;
}

/** What is done with those that are chosen, and the question before any are declined. */
function ChosenHere({ eventId, total, choosing, doomed, setDoomed }: ChosenHereProps) {
	const t = useTranslations("approval");
	const words = useTranslations("bulk");
	const { decline, busy } = useApproval(eventId, choosing);
	const { run, progress, stop } = useBulk(eventId, choosing);
	const offerUndo = useUndo(eventId);
	const { items, asking } = useChoice(choosing);
	const count = doomed === "chosen" ? items.size : 1;
	const declineChosen = () => {
		const removed: string[] = [];
		return run({
			send: removing(eventId, (ids) => removed.push(...ids)),
			said: (counts) => words("removed", counts),
			tell: (said, tone) => offerUndo(removed, said, tone),
		});
	};
	return (
		<>
			{items.size > 0 ? (
				<SelectionFrame
					label={t("chosenLabel")}
					state={t("chosen", { count: items.size, total: Math.max(items.size, total) })}
					clearLabel={t("clear")}
					onClear={choosing.leave}
				>
					<Button look="quiet" disabled={progress !== null} onClick={() => setDoomed("chosen")}>
						<Trash2 aria-hidden />
						{t("decline")}
					</Button>
					<Button
						look="primary"
						busy={progress !== null || asking}
						onClick={() =>
							run({ send: approving(eventId), said: (counts) => words("approved", counts) })
						}
					>
						<Check aria-hidden />
						{t("approve")}
					</Button>
				</SelectionFrame>
			) : null}
			<BulkProgress progress={progress} onStop={stop} />
			<ConfirmDialog
				open={doomed !== null}
				onOpenChange={(open) => !open && setDoomed(null)}
				title={t("declineTitle", { count })}
				body={t("declineBody", { count })}
				action={t("declineAction", { count })}
				busy={busy || progress !== null}
				onConfirm={async () => {
					if (doomed !== "chosen" && doomed) await decline([doomed.id]);
					setDoomed(null);
					if (doomed === "chosen") await declineChosen();
				}}
			/>
		</>
	);
}

function Lead({ total, choosing }: { total: number; choosing: ChoosingPhotos }) {
	const t = useTranslations("approval");
	const { items, asking } = useChoice(choosing);
	return (
		<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pb-4 text-sm">
			<div className="grid gap-0.5">
				<p role="status">{t("lead", { count: total })}</p>
				<p className="text-ink-soft [@media(hover:none)]:hidden">{t("keys")}</p>
			</div>
			<Button size="sm" disabled={items.size >= total} busy={asking} onClick={choosing.all}>
				<CheckCheck aria-hidden />
				{t("chooseAll", { count: total })}
			</Button>
		</div>
	);
}
