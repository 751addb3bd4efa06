"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { codeFrom } from "#lib/client/batch-repairs.ts";
import type { Sheet } from "#lib/client/batch-types.ts";

interface CardDialogProps {
	/** The photo that is a card; null while none is. */
	sheet: Sheet | null;
	onClose: () => void;
	onSubmit: (sheet: Sheet, code: string) => void;
}

/** A card that was missed: seen large, so that its code can be typed off it. */
export function CardDialog({ sheet, onClose, onSubmit }: CardDialogProps) {
	const t = useTranslations("batches.groups");
	return (
		<Dialog open={sheet !== null} onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("cardTitle")} lead={t("cardLead")} wide>
				{sheet ? <CardForm sheet={sheet} onSubmit={(code) => onSubmit(sheet, code)} /> : null}
			</DialogContent>
		</Dialog>
	);
}

function CardForm({ sheet, onSubmit }: { sheet: Sheet; onSubmit: (code: string) => void }) {
	const t = useTranslations("batches.groups");
	const [fault, setFault] = useState<string | null>(null);
	const picture = sheet.renditions.medium ?? sheet.renditions.small;
	const submit = (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const code = codeFrom(String(new FormData(event.currentTarget).get("code") ?? ""));
		if (code === null) setFault(t("codeFault"));
		else onSubmit(code);
	};
	return (
		<form onSubmit={submit} noValidate className="grid gap-5">
			{picture ? (
				// biome-ignore lint/performance/noImgElement: renditions are made by the server already
				<img
					src={picture.url}
					width={picture.width}
					height={picture.height}
					alt={sheet.name}
					className="mx-auto h-auto max-h-[45dvh] w-auto max-w-full rounded-photo bg-sunken"
				/>
			) : null}
			<Field
				name="code"
				label={t("code")}
				hint={t("codeHint")}
				error={fault}
				defaultValue={sheet.qr[0] ?? ""}
				autoComplete="off"
				spellCheck={false}
				autoFocus
			/>
			<Button type="submit" look="primary" className="justify-self-end">
				{t("cardSubmit")}
			</Button>
		</form>
	);
}
