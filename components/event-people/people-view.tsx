"use client";

import { CloudOff } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { FacesLoading } from "#components/people/face-grid.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useErrorText } from "#lib/client/use-error-text.ts";
import type { EventFull } from "#lib/events/events.schema.ts";
import { EventPersonView } from "./event-person-view.tsx";
import { FacesOff } from "./faces-off.tsx";
import { FacesStanding } from "./faces-standing.tsx";
import { PeopleGrid } from "./people-grid.tsx";
import { useEventFaces } from "./use-event-faces.ts";

/** The people on an event's photos, once its photographer wants them found; or one of them, by address. */
export function PeopleView({ event }: { event: EventFull }) {
	const t = useTranslations();
	const errorText = useErrorText();
	const personId = useSearchParams().get("person");
	const { query, faces, change, busy } = useEventFaces(event.id);
	if (!faces && query.error)
		return (
			<EmptyState
				icon={<CloudOff aria-hidden />}
				title={t("eventPeople.errorTitle")}
				body={errorText(query.error)}
			>
				<Button onClick={() => query.refetch()}>{t("common.retry")}</Button>
			</EmptyState>
		);
	if (!faces) return <FacesLoading />;
	if (!faces.enabled)
		return <FacesOff {...{ faces, busy }} onSwitchOn={() => change({ enabled: true })} />;
	if (personId) return <EventPersonView key={personId} event={event} personId={personId} />;
	return (
		<div className="grid gap-6">
			<FacesStanding {...{ faces, change, busy }} />
			<PeopleGrid event={event} faces={faces} />
		</div>
	);
}
