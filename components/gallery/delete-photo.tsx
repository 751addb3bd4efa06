"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { toast } from "#components/ui/toast.ts";
import { callApi } from "#lib/client/api.ts";
import { eventKeys } from "#lib/client/events.queries.ts";
import { photoKeys } from "#lib/client/photos.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { useUndo } from "./use-undo.ts";

interface DeletePhotoProps {
	eventId: string;
	/** The photo in question; null while none is. */
	photo: Photo | null;
	/** For its owner, who can bring it back. */
	mayUndo?: boolean;
	onClose: () => void;
}

export function DeletePhoto({ eventId, photo, mayUndo = false, onClose }: DeletePhotoProps) {
	const t = useTranslations("photo");
	const errorText = useErrorText();
	const client = useQueryClient();
	const offerUndo = useUndo(eventId);
	const remove = useMutation({
		mutationFn: (photoId: string) => callApi("DELETE", `/api/events/${eventId}/photos/${photoId}`),
		onSuccess: async (_, photoId) => {
			await client.invalidateQueries({ queryKey: photoKeys.layouts(eventId) });
			void client.invalidateQueries({ queryKey: eventKeys.detail(eventId) });
			void client.invalidateQueries({ queryKey: eventKeys.list() });
			if (mayUndo) offerUndo([photoId], t("deleted"));
			else toast.success(t("deleted"));
			onClose();
		},
	});
	return (
		<ConfirmDialog
			open={photo !== null}
			onOpenChange={(open) => {
				if (open) return;
				remove.reset();
				onClose();
			}}
			title={t("deleteTitle")}
			body={t("deleteBody", { name: photo?.filename ?? "" })}
			action={t("deleteAction")}
			busy={remove.isPending}
			onConfirm={() => photo && remove.mutate(photo.id)}
		>
			{remove.isError ? <Notice tone="error">{errorText(remove.error)}</Notice> : null}
		</ConfirmDialog>
	);
}
