"use client";

import { Images, ScanFace, SearchX, Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { PhotoTools } from "#components/downloads/photo-tools.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { usePerform } from "#components/ui/use-perform.ts";
import { ApiError, callApi } from "#lib/client/api.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { PlainPhotos } from "./plain-photos.tsx";
import { useChoosing } from "./use-choosing.ts";
import { usePhotos } from "./use-photos.ts";

interface FoundMeProps {
	eventId: string;
	searchId: string;
	/** Of the gallery. */
	total: number;
	mayDownload: boolean;
	/** Back to all photos. */
	onClear: () => void;
}

/** The photos that a guest is on, as they were found, and the way to forget the search. */
export function FoundMe({ eventId, searchId, total, mayDownload, onClear }: FoundMeProps) {
	const t = useTranslations("findMe");
	const shown = usePhotos(eventId, { search: searchId }, { waits: false });
	const choosing = useChoosing<Photo>();
	const { error } = shown.query;
	const gone = error instanceof ApiError && error.status === 404;
	useEffect(() => {
		// Deleted, or too old: then there is nothing to filter by.
		if (gone) onClear();
	}, [gone, onClear]);
	return (
		<>
			<div className="gutter flex flex-wrap items-center justify-between gap-x-6 gap-y-2 pt-4 pb-2">
				<p
					role="status"
					className="tabular inline-flex items-center gap-2 rounded-full bg-sunken py-1 pr-1 pl-3.5 text-sm"
				>
					<ScanFace aria-hidden className="size-4 text-accent-text" />
					{shown.query.isSuccess ? t("found", { count: shown.total, total }) : t("searching")}
					<Button
						look="quiet"
						size="icon"
						aria-label={t("showAll")}
						onClick={onClear}
						className="size-8 rounded-full"
					>
						<X aria-hidden />
					</Button>
				</p>
				<ForgetMe eventId={eventId} searchId={searchId} onForgotten={onClear} />
			</div>
			<div className="px-0.5 pt-2 pb-24 sm:gutter">
				{mayDownload ? (
					<PhotoTools eventId={eventId} whole={null} total={shown.total} choosing={choosing} />
				) : null}
				<PlainPhotos
					shown={shown}
					choosing={mayDownload ? choosing : undefined}
					label={t("photos")}
					empty={
						<EmptyState icon={<SearchX aria-hidden />} title={t("noneTitle")} body={t("noneBody")}>
							<Button onClick={onClear}>
								<Images aria-hidden />
								{t("showAll")}
							</Button>
						</EmptyState>
					}
				/>
			</div>
		</>
	);
}

interface ForgetMeProps extends Pick<FoundMeProps, "eventId" | "searchId"> {
	onForgotten: () => void;
}

/** Deletes what was kept of a guest's search. */
function ForgetMe({ eventId, searchId, onForgotten }: ForgetMeProps) {
	const t = useTranslations("findMe.forget");
	const { perform, busy } = usePerform();
	const [asking, setAsking] = useState(false);
	const path = `/api/events/${eventId}/faces/searches/${searchId}`;
	return (
		<>
			<Button look="quiet" size="sm" onClick={() => setAsking(true)} className="text-ink-soft">
				<Trash2 aria-hidden />
				{t("open")}
			</Button>
			<ConfirmDialog
				open={asking}
				onOpenChange={setAsking}
				title={t("title")}
				body={t("body")}
				action={t("submit")}
				busy={busy}
				onConfirm={async () => {
					const done = await perform(() => callApi("DELETE", path), t("done"));
					setAsking(false);
					if (done) onForgotten();
				}}
			/>
		</>
	);
}
