"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ChoosingPhotos, useChoice } from "#components/gallery/use-choosing.ts";
import { useUndo } from "#components/gallery/use-undo.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { MoveFiles } from "#components/zones/move-files.tsx";
import {
	approving,
	type Destination,
	editing,
	moving,
	removing,
} from "#lib/client/bulk-requests.ts";
import type { EventFull } from "#lib/events/events.schema.ts";
import type { AlbumName } from "#lib/events/events.values.ts";
import { BulkMenu } from "./bulk-menu.tsx";
import { BulkProgress } from "./bulk-progress.tsx";
import { type TagEdit, TagsDialog } from "./tags-dialog.tsx";
import { useBulk } from "./use-bulk.ts";

interface BulkActionsProps {
	event: EventFull;
	/** In which they are. */
	album: AlbumName;
	choosing: ChoosingPhotos;
}

type Asking = "zone" | "tags" | "removal" | null;

/** What a photographer does to the photos that are chosen. */
export function BulkActions({ event, album, choosing }: BulkActionsProps) {
	const t = useTranslations();
	const count = useChoice(choosing).items.size;
	const [asking, setAsking] = useState<Asking>(null);
	const { run, progress, stop } = useBulk(event.id, choosing);
	const offerUndo = useUndo(event.id);
	const close = () => setAsking(null);
	const toAlbum = (to: AlbumName) =>
		run({
			send: editing(event.id, { album_name: to }),
			said: (counts) => t("bulk.toAlbum", { ...counts, album: t(`albums.${to}`) }),
		});
	const toZone = (to: Destination) => {
		close();
		return run({
			send: moving(event.id, to),
			said: (counts) =>
				to.kind === "none"
					? t("bulk.outOfZone", counts)
					: t("bulk.toZone", { ...counts, zone: to.title ?? t("zones.untitled") }),
		});
	};
	const tag = (edit: TagEdit) => {
		close();
		return run({
			send: editing(event.id, edit),
			said: (counts) => t(edit.add_tags ? "bulk.tagged" : "bulk.untagged", counts),
		});
	};
	const remove = () => {
		close();
		const removed: string[] = [];
		return run({
			send: removing(event.id, (ids) => removed.push(...ids)),
			said: (counts) => t("bulk.removed", counts),
			tell: (said, tone) => offerUndo(removed, said, tone),
		});
	};
	const approve = () =>
		run({ send: approving(event.id), said: (counts) => t("bulk.approved", counts) });
	return (
		<>
			<BulkMenu
				{...{ event, album }}
				disabled={count === 0}
				busy={progress !== null}
				onAlbum={toAlbum}
				onApprove={approve}
				onAsk={setAsking}
			/>
			<BulkProgress progress={progress} onStop={stop} />
			<MoveFiles
				eventId={event.id}
				count={asking === "zone" ? count : 0}
				known={[]}
				onClose={close}
				onChoose={toZone}
			/>
			<TagsDialog
				eventId={event.id}
				count={asking === "tags" ? count : 0}
				onClose={close}
				onTag={tag}
			/>
			<ConfirmDialog
				open={asking === "removal"}
				onOpenChange={(open) => !open && close()}
				title={t("bulk.removeTitle", { count })}
				body={t("bulk.removeBody", { count })}
				action={t("bulk.removeAction", { count })}
				onConfirm={remove}
			/>
		</>
	);
}
