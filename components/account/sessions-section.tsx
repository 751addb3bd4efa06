"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MonitorSmartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { Section } from "#components/ui/section.tsx";
import { usePerform } from "#components/ui/use-perform.ts";
import type { SignedInSession } from "#lib/auth/account.schema.ts";
import { sessionsQuery } from "#lib/client/account.queries.ts";
import { callApi } from "#lib/client/api.ts";

/** Where the reader is signed in. */
export function SessionsSection() {
	const t = useTranslations("account.sessions");
	const { data } = useQuery(sessionsQuery());
	const { sessions = [], total = 0 } = data ?? {};
	const ending = useEnding();
	const [asking, setAsking] = useState(false);
	const others = total - 1;
	return (
		<Section
			title={t("title")}
			lead={t("lead")}
			action={
				others > 0 ? <Button onClick={() => setAsking(true)}>{t("endOthers")}</Button> : undefined
			}
		>
			<ul aria-label={t("title")} className="divide-y divide-line">
				{sessions.map((session) => (
					<SessionRow key={session.id} session={session} ending={ending} />
				))}
			</ul>
			{total > sessions.length ? (
				<p className="pt-4 text-ink-soft text-sm">
					{t("shown", { shown: sessions.length, total })}
				</p>
			) : null}
			<ConfirmDialog
				open={asking}
				onOpenChange={setAsking}
				title={t("endOthersTitle", { count: others })}
				body={t("endOthersBody")}
				action={t("endOthersSubmit")}
				busy={ending.busy}
				onConfirm={async () => {
					await ending.endOthers();
					setAsking(false);
				}}
			/>
		</Section>
	);
}

type Ending = ReturnType<typeof useEnding>;

function useEnding() {
	const t = useTranslations("account.sessions");
	const client = useQueryClient();
	const { perform, busy } = usePerform();
	const remove = (path: string) =>
		perform(
			() =>
				callApi("DELETE", path).finally(() =>
					client.invalidateQueries({ queryKey: sessionsQuery().queryKey }),
				),
			t("ended"),
		);
	return {
		busy,
		end: (id: string) => remove(`/api/account/sessions/${id}`),
		endOthers: () => remove("/api/account/sessions"),
	};
}

function SessionRow({ session, ending }: { session: SignedInSession; ending: Ending }) {
	const t = useTranslations("account.sessions");
	const { name, system } = session.device;
	const device = name && system ? t("device", { name, system }) : (name ?? system ?? t("unknown"));
	return (
		<li className="flex items-center justify-between gap-4 py-4 first:pt-0">
			<div className="grid min-w-0 gap-1">
				<p className="truncate font-medium">{device}</p>
				<p className="tabular flex flex-wrap gap-x-3 text-ink-soft text-sm">
					<span>
						{t("since")} <Moment at={session.created_at} short />
					</span>
					<span>
						{t("seen")} <Moment at={session.last_seen_at} short />
					</span>
				</p>
			</div>
			{session.current ? (
				<Badge icon={MonitorSmartphone}>{t("current")}</Badge>
			) : (
				<Button
					size="sm"
					aria-label={t("endOne", { device })}
					disabled={ending.busy}
					onClick={() => ending.end(session.id)}
				>
					{t("end")}
				</Button>
			)}
		</li>
	);
}
