"use client";

import { FileArchive, ImageIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Summary } from "#components/ui/summary.tsx";
import { type Drop, folderOf, type LeftOut, sizeOf } from "#lib/client/batch-uploads-drop.ts";
import type { FoundFile } from "#lib/client/found-file.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";

/** What was dropped, so that one sees that it is the right thing. */
export function UploadDropped({ drop }: { drop: Drop }) {
	return (
		<div className="grid gap-4">
			{drop.kind === "archives" ? <Archives files={drop.files} /> : <Prints files={drop.files} />}
			<UploadLeftOut files={drop.leftOut} />
		</div>
	);
}

function Archives({ files }: { files: readonly FoundFile[] }) {
	const amounts = useAmounts();
	return (
		<ul className="grid gap-3">
			{files.map(({ file, path }) => (
				<li key={path} className="flex items-center gap-4">
					<FileArchive aria-hidden className="size-9 shrink-0 stroke-1 text-accent-text" />
					<div className="min-w-0">
						<p className="truncate font-display text-lg" title={path}>
							{file.name}
						</p>
						<p className="tabular text-ink-soft text-sm">{amounts.bytes(file.size)}</p>
					</div>
				</li>
			))}
		</ul>
	);
}

const SHOWN = 6;

function Prints({ files }: { files: readonly FoundFile[] }) {
	const t = useTranslations("batchUpload");
	const amounts = useAmounts();
	const folder = folderOf(files);
	const more = files.length - SHOWN;
	return (
		<div className="grid gap-3">
			<ul aria-hidden className="grid grid-cols-6 gap-1">
				{files.slice(0, SHOWN).map(({ file, path }, at) => (
					<li key={path} className="relative aspect-square overflow-hidden bg-sunken">
						<Print file={file} />
						{at === SHOWN - 1 && more > 0 ? (
							<span className="tabular on-night absolute inset-0 grid place-items-center bg-night/65 text-ink text-sm">
								{t("more", { count: more })}
							</span>
						) : null}
					</li>
				))}
			</ul>
			<div>
				<p className="truncate font-display text-lg">
					{folder ?? t("photos", { count: files.length })}
				</p>
				<p className="tabular text-ink-soft text-sm">
					{folder ? `${t("photos", { count: files.length })} · ` : null}
					{amounts.bytes(sizeOf(files))}
				</p>
			</div>
		</div>
	);
}

/** Not every browser shows every kind: then there is a sign for a picture. */
function Print({ file }: { file: File }) {
	const [source, setSource] = useState<string | null>(null);
	useEffect(() => {
		const url = URL.createObjectURL(file);
		setSource(url);
		return () => URL.revokeObjectURL(url);
	}, [file]);
	return source ? (
		// biome-ignore lint/performance/noImgElement: a file that has not left this computer
		<img
			src={source}
			alt=""
			decoding="async"
			onError={() => setSource(null)}
			className="size-full object-cover"
		/>
	) : (
		<ImageIcon className="absolute inset-0 m-auto size-6 stroke-1 text-edge" />
	);
}

/** Files that will not be sent, and why. */
export function UploadLeftOut({ files }: { files: readonly LeftOut[] }) {
	const t = useTranslations("batchUpload");
	if (files.length === 0) return null;
	return (
		<details className="group rounded-control border border-line px-4 py-2 text-sm">
			<Summary>{t("leftOutTitle", { count: files.length })}</Summary>
			<ul className="mt-2 grid max-h-48 gap-1 overflow-y-auto">
				{files.map(({ name, reason }) => (
					<li key={name} className="text-ink-soft [overflow-wrap:anywhere]">
						<span className="text-ink">{name}</span>: {t(`leftOut.${reason}`)}
					</li>
				))}
			</ul>
		</details>
	);
}
