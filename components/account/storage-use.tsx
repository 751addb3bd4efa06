"use client";

import { useTranslations } from "next-intl";
import { ProgressBar } from "#components/ui/progress.tsx";
import { useAmounts } from "#lib/client/use-amounts.ts";
import type { StorageUse as Use } from "#lib/usage/usage.schema.ts";

const shareOf = (used: number, limit: number) => (limit > 0 ? Math.min(1, used / limit) : 1);

/** 0 to 1, of whichever limit is nearer; null where there is none. */
function fullness(use: Use): number | null {
	const { storage_limit_bytes: bytes, file_limit: files } = use;
	const shares = [
		...(bytes === null ? [] : [shareOf(use.storage_used_bytes, bytes)]),
		...(files === null ? [] : [shareOf(use.files, files)]),
	];
	return shares.length > 0 ? Math.max(...shares) : null;
}

/** What an account keeps, of how much: in words, and as a bar where there is a limit. */
export function StorageUse({ use, label }: { use: Use; label: string }) {
	const t = useTranslations("storage.use");
	const { bytes } = useAmounts();
	const { storage_limit_bytes: mostBytes, file_limit: most } = use;
	const used = bytes(use.storage_used_bytes);
	const full = fullness(use);
	const words = [
		mostBytes === null ? used : t("of", { used, limit: bytes(mostBytes) }),
		most === null
			? t("files", { count: use.files })
			: t("filesOf", { count: use.files, limit: most }),
	];
	return (
		<div className="grid gap-1.5">
			<p className="tabular text-ink-soft text-sm">{words.join(", ")}</p>
			{full === null ? null : <ProgressBar value={full} label={label} />}
		</div>
	);
}
