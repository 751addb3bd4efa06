"use client";

import { Check, CheckCheck, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Photo } from "#lib/media/media.schema.ts";
import { ApprovalTile } from "./approval-tile.tsx";
import { PlainPhotos } from "./plain-photos.tsx";
import { SelectionFrame } from "./selection-frame.tsx";
import { useApproval } from "./use-approval.ts";
import { usePhotos } from "./use-photos.ts";
import { type Selection, useSelection } from "./use-selection.ts";

/** What guests have sent and the others do not see yet: one by one, or many together. */
export function ApprovalView({ eventId }: { eventId: string }) {
	const t = useTranslations("approval");
	const shown = usePhotos(eventId, { waiting: "true" }, { waits: true });
	const { photos, total } = shown;
	const { approve, decline, busy } = useApproval(eventId);
	const selection = useSelection<Photo>();
	const [doomed, setDoomed] = useState<readonly Photo[]>([]);
	const choosing = selection.items.length > 0;
	return (
		<>
			{total > 0 ? <Lead photos={photos} total={total} selection={selection} /> : null}
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
						chosen={selection.has(photo.id)}
						onChoose={(range) => selection.toggle(photo, photos, range)}
						onApprove={() => void approve([photo.id])}
						onDecline={() => setDoomed([photo])}
					/>
				)}
			/>
			{choosing ? (
				<SelectionFrame
					label={t("chosenLabel")}
					state={t("chosen", { count: selection.items.length, total })}
					clearLabel={t("clear")}
					onClear={selection.clear}
				>
					<Button look="quiet" disabled={busy} onClick={() => setDoomed(selection.items)}>
						<Trash2 aria-hidden />
						{t("decline")}
					</Button>
					<Button
						look="primary"
						busy={busy}
						onClick={async () => {
							const ids = selection.items.map(({ id }) => id);
							if (await approve(ids)) selection.clear();
						}}
					>
						<Check aria-hidden />
						{t("approve")}
					</Button>
				</SelectionFrame>
			) : null}
			<ConfirmDialog
				open={doomed.length > 0}
				onOpenChange={(open) => !open && setDoomed([])}
				title={t("declineTitle", { count: doomed.length })}
				body={t("declineBody", { count: doomed.length })}
				action={t("declineAction", { count: doomed.length })}
				busy={busy}
				onConfirm={async () => {
					if (await decline(doomed.map(({ id }) => id))) selection.clear();
					setDoomed([]);
				}}
			/>
		</>
	);
}

interface LeadProps {
	/** Those that are loaded. */
	photos: readonly Photo[];
	total: number;
	selection: Selection<Photo>;
}

function Lead({ photos, total, selection }: LeadProps) {
	const t = useTranslations("approval");
	const left = photos.filter((photo) => !selection.has(photo.id));
	return (
		<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pb-4 text-sm">
			<div className="grid gap-0.5">
				<p role="status">{t("lead", { count: total })}</p>
				<p className="text-ink-soft [@media(hover:none)]:hidden">{t("keys")}</p>
			</div>
			<Button
				size="sm"
				disabled={left.length === 0}
				onClick={() => {
					for (const photo of left) selection.toggle(photo, photos, false);
				}}
			>
				<CheckCheck aria-hidden />
				{t("chooseAll", { count: photos.length })}
			</Button>
		</div>
	);
}
