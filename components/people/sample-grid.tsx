"use client";

import { ImagePlus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { TileMenu } from "#components/gallery/tile-menu.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { FaceSample, PersonDetail } from "#lib/client/face-types.ts";
import { FaceCrop } from "./face-crop.tsx";
import { FACE_GRID } from "./face-grid.tsx";
import type { PersonActions } from "./use-person-actions.ts";

interface SampleGridProps {
	person: PersonDetail;
	actions: PersonActions;
}

/** The pictures that others are compared to. */
export function SampleGrid({ person, actions }: SampleGridProps) {
	const t = useTranslations("people");
	const [doomed, setDoomed] = useState<FaceSample | null>(null);
	const { samples, name } = person;
	if (samples.length === 0)
		return (
			<EmptyState
				icon={<ImagePlus aria-hidden />}
				title={t("noSamplesTitle", { name })}
				body={t("noSamplesBody")}
			/>
		);
	return (
		<>
			<ul aria-label={t("samplesOf", { name })} className={FACE_GRID}>
				{samples.map((sample, index) => {
					const place = { position: index + 1, total: samples.length, name };
					return (
						<li key={sample.id} className="group relative">
							<FaceCrop
								picture={sample.picture}
								alt={t("sampleAlt", place)}
								className="rounded-photo"
							/>
							<TileMenu label={t("sampleMenu", place)}>
								<DropdownMenuItem loss onSelect={() => setDoomed(sample)}>
									<Trash2 aria-hidden />
									{t("sampleRemove")}
								</DropdownMenuItem>
							</TileMenu>
						</li>
					);
				})}
			</ul>
			<ConfirmDialog
				open={doomed !== null}
				onOpenChange={(open) => !open && setDoomed(null)}
				title={t("sampleRemoveTitle")}
				body={t("sampleRemoveBody", { name, count: samples.length - 1 })}
				action={t("sampleRemove")}
				busy={actions.busy}
				onConfirm={async () => {
					if (doomed) await actions.removeSample(doomed);
					setDoomed(null);
				}}
			/>
		</>
	);
}
