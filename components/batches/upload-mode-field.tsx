"use client";

import { useTranslations } from "next-intl";
import { RadioGroup } from "radix-ui";
import { useId } from "react";
import type { BatchMode } from "#lib/client/batch-uploads-plan.ts";
import { UploadModePicture } from "./upload-mode-picture.tsx";

interface UploadModeFieldProps {
	modes: readonly BatchMode[];
	value: BatchMode;
	onChange: (mode: BatchMode) => void;
}

/** How the sheets are told apart: each way with a drawing of it. */
export function UploadModeField({ modes, value, onChange }: UploadModeFieldProps) {
	const t = useTranslations("batchUpload.mode");
	const id = useId();
	const choose = (chosen: string) => {
		const mode = modes.find((each) => each === chosen);
		if (mode) onChange(mode);
	};
	return (
		<div className="grid gap-3">
			<p id={id} className="font-medium">
				{t("question")}
			</p>
			<RadioGroup.Root
				aria-labelledby={id}
				value={value}
				onValueChange={choose}
				className="grid auto-cols-fr gap-3 lg:grid-flow-col"
			>
				{modes.map((mode) => (
					<RadioGroup.Item
						key={mode}
						value={mode}
						aria-labelledby={`${id}-${mode}`}
						aria-describedby={`${id}-${mode}-hint`}
						className="group grid content-start gap-3 rounded-control border border-edge p-4 text-left transition-colors duration-150 hover:bg-sunken data-[state=checked]:border-accent-text data-[state=checked]:bg-raised data-[state=checked]:shadow-[inset_0_0_0_1px_var(--accent-text)]"
					>
						<span className="flex items-center justify-between gap-3">
							<UploadModePicture mode={mode} />
							<span className="grid size-5 shrink-0 place-items-center self-start rounded-full border border-edge bg-raised group-data-[state=checked]:border-accent-text">
								<RadioGroup.Indicator className="size-2.5 rounded-full bg-accent-text" />
							</span>
						</span>
						<span className="grid gap-1">
							<span id={`${id}-${mode}`} className="font-medium text-sm">
								{t(`label.${mode}`)}
							</span>
							<span id={`${id}-${mode}-hint`} className="text-ink-soft text-sm">
								{t(`hint.${mode}`)}
							</span>
						</span>
					</RadioGroup.Item>
				))}
			</RadioGroup.Root>
		</div>
	);
}
