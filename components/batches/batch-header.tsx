"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarHeart, CircleAlert, CircleCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { BackLink } from "#components/ui/back-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Moment } from "#components/ui/moment.tsx";
import type { Batch } from "#lib/client/batch-types.ts";
import { eventQuery } from "#lib/client/events.queries.ts";
import { isRunning } from "#lib/client/polling.ts";
import { AdminMenu, ExportMenu } from "./batch-menus.tsx";
import { Problem, Running } from "./batch-state.tsx";
import { RetryFailed } from "./retry-failed.tsx";
import { useBatchWords } from "./use-batch-words.ts";

interface BatchHeaderProps {
	batch: Batch;
	isAdmin: boolean;
}

export function BatchHeader({ batch, isAdmin }: BatchHeaderProps) {
	const t = useTranslations("batches");
	const { title, strategy } = useBatchWords();
	return (
		<header className="grid gap-5 pt-5 md:pt-8">
			<BackLink href="/batches">{t("backToBatches")}</BackLink>
			<div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
				<div className="grid min-w-0 gap-1.5">
					<h1 className="font-display text-xl tracking-tight [overflow-wrap:anywhere] sm:text-2xl">
						{title(batch)}
					</h1>
					<p className="tabular flex flex-wrap gap-x-4 text-ink-soft text-sm">
						<EndState batch={batch} />
						<span>{strategy(batch)}</span>
						{batch.task_id ? <span>{t("task", { id: batch.task_id })}</span> : null}
						<Moment at={batch.created_at} />
						{isAdmin ? <span>{t("by", { name: batch.owner.username })}</span> : null}
					</p>
				</div>
				<div className="flex flex-wrap items-center gap-2">
					{batch.event_id ? <EventLink eventId={batch.event_id} /> : null}
					<RetryFailed batch={batch} />
					<ExportMenu batch={batch} />
					{isAdmin ? <AdminMenu batch={batch} /> : null}
				</div>
			</div>
			<div role="status" className="empty:hidden">
				{isRunning(batch) ? <Running batch={batch} /> : null}
				{batch.status === "failed" ? <Problem batch={batch} /> : null}
			</div>
		</header>
	);
}

function EndState({ batch }: { batch: Batch }) {
	const t = useTranslations("batches.state");
	if (batch.status === "completed") return <Badge icon={CircleCheck}>{t("completed")}</Badge>;
	if (batch.status !== "failed") return null;
	return (
		<Badge icon={CircleAlert} tone="loss">
			{t("failed")}
		</Badge>
	);
}

/** To the event that has the batch's photos too. */
function EventLink({ eventId }: { eventId: string }) {
	const t = useTranslations("batches");
	const { data: event, isError } = useQuery(eventQuery(eventId));
	if (isError) return null;
	return (
		<Button asChild look="quiet" className="max-w-72">
			<Link href={`/events/${eventId}`}>
				<CalendarHeart aria-hidden />
				<span className="truncate">{event?.name ?? t("event")}</span>
			</Link>
		</Button>
	);
}
