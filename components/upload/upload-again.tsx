"use client";

import { FolderOpen, Images, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import type { Gathered } from "#lib/client/dropped-files.ts";
import { useUploadDesk } from "#lib/client/upload-context.tsx";
import type { QueueSnapshot } from "#lib/client/upload-queue-types.ts";
import { FilePickers, type Pickers } from "./file-pickers.tsx";

/** After the page was left: one click where the browser holds the files, else the same files again. */
export function UploadAgain({ uploads }: { uploads: QueueSnapshot }) {
	const t = useTranslations("upload.again");
	const desk = useUploadDesk();
	const pickers = useRef<Pickers>(null);
	const [refused, setRefused] = useState(false);
	const asks = !refused && uploads.items.some(({ wants }) => wants === "permission");
	function chosen({ files, holds }: Gathered) {
		if (desk.attach(files, holds).length === files.length) toast.error(t("others"));
	}
	const reopen = async () => setRefused(!(await desk.reopen()));
	return (
		<div className="grid gap-3">
			<FilePickers ref={pickers} taken="any" onGathered={chosen} />
			<p className="text-ink-soft text-sm">{t(asks ? "permission" : "files")}</p>
			<div className="flex flex-wrap gap-2">
				{asks ? (
					<Button size="sm" look="primary" onClick={() => void reopen()}>
						<Play aria-hidden />
						{t("goOn")}
					</Button>
				) : (
					<>
						<Button size="sm" look="primary" onClick={() => pickers.current?.files()}>
							<Images aria-hidden />
							{t("chooseFiles")}
						</Button>
						<Button size="sm" className="max-sm:hidden" onClick={() => pickers.current?.folder()}>
							<FolderOpen aria-hidden />
							{t("chooseFolder")}
						</Button>
					</>
				)}
			</div>
		</div>
	);
}
