"use client";

import { Images, ScanFace, SearchX, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { usePerform } from "#components/ui/use-perform.ts";
import { ApiError, callApi } from "#lib/client/api.ts";
import { type GuestMay, GuestPhotos } from "./guest-photos.tsx";
import { ShownOnly } from "./shown-only.tsx";
import type { Favourites } from "./use-favourites.ts";
import { usePhotos } from "./use-photos.ts";

interface FoundMeProps {
	eventId: string;
	searchId: string;
	/** Of the gallery. */
	total: number;
	favourites: Favourites;
	may: GuestMay;
	/** Back to all photos. */
	onClear: () => void;
}

/** The photos that a guest is on, as they were found, and the way to forget the search. */
export function FoundMe({ eventId, searchId, total, onClear, ...own }: FoundMeProps) {
	const t = useTranslations("findMe");
	const shown = usePhotos(eventId, { search: searchId }, { waits: false, order: "newest" });
	const { error } = shown.query;
	const gone = error instanceof ApiError && error.status === 404;
	useEffect(() => {
		// Deleted, or too old: then there is nothing to filter by.
		if (gone) onClear();
	}, [gone, onClear]);
	return (
		<>
			<div className="gutter flex flex-wrap items-center justify-between gap-x-6 gap-y-2 pt-4 pb-2">
				<ShownOnly icon={<ScanFace aria-hidden />} clearLabel={t("showAll")} onClear={onClear}>
					{shown.query.isSuccess ? t("found", { count: shown.total, total }) : t("searching")}
				</ShownOnly>
				<ForgetMe eventId={eventId} searchId={searchId} onForgotten={onClear} />
			</div>
			<div className="px-0.5 pt-2 pb-24 sm:gutter">
				<GuestPhotos
					{...own}
					eventId={eventId}
					shown={shown}
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
