"use client";

import { useTranslations } from "next-intl";
import { Button } from "./button.tsx";
import { DialogClose } from "./dialog.tsx";

interface DialogActionsProps {
	/** What the form does, as a verb. */
	action: string;
	busy: boolean;
}

/** The end of a form in a dialog: the way out, and what it does. */
export function DialogActions({ action, busy }: DialogActionsProps) {
	const t = useTranslations("common");
	return (
		<div className="flex justify-end gap-3">
			<DialogClose asChild>
				<Button look="quiet">{t("cancel")}</Button>
			</DialogClose>
			<Button type="submit" look="primary" busy={busy}>
				{action}
			</Button>
		</div>
	);
}
