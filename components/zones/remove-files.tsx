"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { ZoneFile, ZoneView } from "#lib/zones/zone-pages.schema.ts";
import type { ZoneActions } from "./use-zone-actions.ts";
import { useZoneWords } from "./use-zone-words.ts";

interface RemoveProps {
	actions: ZoneActions;
	onClose: () => void;
}

interface RemoveFilesProps extends RemoveProps {
	files: readonly ZoneFile[];
	/** Told which are deleted now. */
	onRemoved: (ids: readonly string[]) => void;
}

interface RemoveZoneProps extends RemoveProps {
	zone: ZoneView | null;
	onRemoved: () => void;
}

/** Asks before files are deleted; none are while nothing is asked. */
export function RemoveFiles({ files, actions, onClose, onRemoved }: RemoveFilesProps) {
	const t = useTranslations("zones");
	const count = files.length;
	return (
		<ConfirmDialog
			open={count > 0}
			onOpenChange={(open) => !open && onClose()}
			title={t("removeTitle", { count })}
			body={t("removeBody", { count, name: files[0]?.filename ?? "" })}
			action={t("removeAction", { count })}
			busy={actions.busy}
			onConfirm={async () => {
				onRemoved(await actions.remove(files));
				onClose();
			}}
		/>
	);
}

/** Asks before a zone is deleted with its files. */
export function RemoveZone({ zone, actions, onClose, onRemoved }: RemoveZoneProps) {
	const t = useTranslations("zones");
	const { titleOf } = useZoneWords();
	const count = zone?.file_count ?? 0;
	return (
		<ConfirmDialog
			open={zone !== null}
			onOpenChange={(open) => !open && onClose()}
			title={t("deleteTitle", { title: titleOf(zone ?? undefined) })}
			body={t("deleteBody", { count })}
			action={t("deleteAction", { count })}
			busy={actions.busy}
			onConfirm={async () => {
				if (zone && (await actions.removeZone(zone))) onRemoved();
				onClose();
			}}
		/>
	);
}
