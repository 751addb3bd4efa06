"use client";

import { Download, EllipsisVertical, FileJson, FileSpreadsheet, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { Batch } from "#lib/client/batch-types.ts";
import { DeleteBatch } from "./delete-batch.tsx";

/** The sheets as a file: one row each. */
export function ExportMenu({ batch }: { batch: Batch }) {
	const t = useTranslations("batches.export");
	const href = (format: string) => `/api/batches/${batch.batch_uuid}/export?format=${format}`;
	return (
		<DropdownMenu modal={false}>
			<DropdownMenuTrigger asChild>
				<Button aria-label={t("title")} className="max-sm:w-10 max-sm:px-0">
					<Download aria-hidden />
					<span className="max-sm:hidden">{t("title")}</span>
				</Button>
			</DropdownMenuTrigger>
			<DropdownMenuContent align="end">
				<DropdownMenuItem asChild>
					<a href={href("csv")} download>
						<FileSpreadsheet aria-hidden />
						{t("csv")}
					</a>
				</DropdownMenuItem>
				<DropdownMenuItem asChild>
					<a href={href("json")} download>
						<FileJson aria-hidden />
						{t("json")}
					</a>
				</DropdownMenuItem>
			</DropdownMenuContent>
		</DropdownMenu>
	);
}

/** What only admins may do. */
export function AdminMenu({ batch }: { batch: Batch }) {
	const t = useTranslations("batches");
	const [asking, setAsking] = useState(false);
	return (
		<>
			<DropdownMenu modal={false}>
				<DropdownMenuTrigger asChild>
					<Button look="quiet" size="icon" aria-label={t("more")}>
						<EllipsisVertical aria-hidden />
					</Button>
				</DropdownMenuTrigger>
				<DropdownMenuContent align="end">
					<DropdownMenuItem loss onSelect={() => setAsking(true)}>
						<Trash2 aria-hidden />
						{t("delete.open")}
					</DropdownMenuItem>
				</DropdownMenuContent>
			</DropdownMenu>
			<DeleteBatch batch={batch} open={asking} onOpenChange={setAsking} />
		</>
	);
}
