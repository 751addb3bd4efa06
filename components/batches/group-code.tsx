"use client";

import { useTranslations } from "next-intl";
import { EditInPlace } from "#components/ui/edit-in-place.tsx";
import { codeFrom } from "#lib/client/batch-repairs.ts";

interface GroupCodeProps {
	code: string;
	busy: boolean;
	onChange: (code: string) => Promise<unknown>;
}

/** A group's code as its title, corrected in its place. */
export function GroupCode({ code, busy, onChange }: GroupCodeProps) {
	const t = useTranslations("batches.groups");
	const words = {
		edit: t("correct", { code }),
		field: t("code"),
		save: t("save"),
		leave: t("leave"),
	};
	return (
		<EditInPlace
			value={code}
			words={words}
			busy={busy}
			parse={codeFrom}
			onSave={onChange}
			className="tabular max-w-72 font-display"
		>
			<h2 className="tabular min-w-0 truncate font-display text-xl tracking-tight">{code}</h2>
		</EditInPlace>
	);
}
