"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { eventFiguresQuery } from "#lib/client/events.queries.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import type { EventStatistics } from "#lib/guests/statistics.schema.ts";

const KINDS = ["views", "uploads", "downloads"] as const;

/** What became of an event: in all, and day by day. */
export function EventFigures({ eventId }: { eventId: string }) {
	const t = useTranslations("eventFigures");
	const errorText = useErrorText();
	const { data, error } = useQuery(eventFiguresQuery(eventId));
	if (data) return <Figures figures={data} />;
	if (!error) return <Skeleton className="h-48 rounded-photo" />;
	return (
		<EmptyState
			icon={<ChartNoAxesColumn aria-hidden />}
			title={t("errorTitle")}
			body={errorText(error)}
		/>
	);
}

function Figures({ figures }: { figures: EventStatistics }) {
	const t = useTranslations("eventFigures");
	const { bytes } = useAmounts();
	const { number } = useFormatter();
	const { views, guests, uploads, downloads, favourites } = figures;
	return (
		<div className="grid max-w-240 gap-10">
			<Facts
				large
				facts={[
					{ key: "views", value: number(views), words: t("viewsWords", { guests }) },
					{
						key: "uploads",
						value: number(uploads.photos),
						words: t("uploadsWords", { guests: uploads.by_guests, bytes: bytes(uploads.bytes) }),
					},
					{
						key: "downloads",
						value: number(downloads.archives),
						words: t("downloadsWords", { files: downloads.files, bytes: bytes(downloads.bytes) }),
					},
					{
						key: "favourites",
						value: number(favourites.hearts),
						words: t("favouritesWords", { photos: favourites.photos }),
					},
				]}
			/>
			{figures.days.length > 0 ? <Days days={figures.days} /> : null}
		</div>
	);
}

/** A table in which each number is a bar as well: it is read by ear, and at a glance. */
function Days({ days }: { days: EventStatistics["days"] }) {
	const t = useTranslations("eventFigures");
	const format = useFormatter();
	const most = (kind: (typeof KINDS)[number]) => Math.max(1, ...days.map((day) => day[kind]));
	const dayText = (day: string) =>
		format.dateTime(new Date(day), { dateStyle: "medium", timeZone: "UTC" });
	return (
		<div className="overflow-x-auto">
			<table className="tabular w-full text-sm sm:min-w-120">
				<caption className="pb-3 text-left font-display text-lg">{t("byDay")}</caption>
				<thead>
					<tr className="border-line border-b text-left text-ink-soft">
						<th scope="col" className="py-2 pr-4 font-medium">
							{t("day")}
						</th>
						{KINDS.map((kind) => (
							<th key={kind} scope="col" className="py-2 pr-4 font-medium sm:w-1/4">
								{t(kind)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{days.map((day) => (
						<tr key={day.day} className="border-line border-b">
							<th scope="row" className="whitespace-nowrap py-2.5 pr-4 text-left font-normal">
								{dayText(day.day)}
							</th>
							{KINDS.map((kind) => (
								<td key={kind} className="py-2.5 pr-4">
									<span className="flex items-center gap-2">
										<span className="shrink-0 sm:w-10 sm:text-right">
											{format.number(day[kind])}
										</span>
										<span
											aria-hidden
											className="h-2 rounded-full bg-edge max-sm:hidden"
											style={{ width: `${(day[kind] / most(kind)) * 100}%` }}
										/>
									</span>
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
