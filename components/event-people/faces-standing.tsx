"use client";

import { CircleAlert, CircleCheck, Loader, ScanFace } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { ProgressBar } from "#components/ui/progress.tsx";
import { SwitchField } from "#components/ui/switch-field.tsx";
import type { EventFaces } from "#lib/client/face-types.ts";
import { isLooking } from "#lib/client/polling.ts";
import { useDay } from "./faces-off.tsx";
import type { ChangeFaces } from "./use-event-faces.ts";

interface FacesStandingProps {
	faces: EventFaces;
	change: ChangeFaces;
	busy: boolean;
}

/** How far looking for faces is, until when its data stay, and what may be done with them. */
export function FacesStanding({ faces, change, busy }: FacesStandingProps) {
	const t = useTranslations("eventPeople");
	const day = useDay();
	return (
		<section
			aria-label={t("standing")}
			className="grid gap-x-16 gap-y-6 border-line border-b pb-6 lg:grid-cols-[minmax(0,1fr)_26rem]"
		>
			<div className="grid content-start gap-2">
				<Looking faces={faces} />
				{faces.delete_on ? (
					<p className="text-ink-soft text-sm">{t("until", { day: day(faces.delete_on) })}</p>
				) : null}
			</div>
			<div className="grid gap-4">
				<SwitchField
					label={t("guestSearch")}
					hint={t("guestSearchHint")}
					checked={faces.guest_search}
					onChange={(guest_search) => void change({ enabled: true, guest_search })}
				/>
				<SwitchOff {...{ faces, change, busy }} />
			</div>
		</section>
	);
}

function Looking({ faces }: { faces: EventFaces }) {
	const t = useTranslations("eventPeople");
	const { photos, looked, failed } = faces;
	if (!isLooking(faces))
		return (
			<div role="status" className="tabular grid gap-2">
				<Badge icon={CircleCheck}>{t("lookedAll", { count: photos })}</Badge>
				{failed > 0 ? (
					<Badge icon={CircleAlert} tone="loss">
						{t("failed", { failed, total: photos })}
					</Badge>
				) : null}
			</div>
		);
	return (
		<div role="status" className="grid gap-2">
			<Badge icon={Loader} tone="progress" className="tabular">
				{t("looked", { looked, total: photos })}
			</Badge>
			<ProgressBar value={looked / photos} label={t("progress")} />
		</div>
	);
}

/** Asks first: whatever is known of faces here is deleted with it. */
function SwitchOff({ faces, change, busy }: FacesStandingProps) {
	const t = useTranslations("eventPeople.switchOff");
	const [asking, setAsking] = useState(false);
	return (
		<>
			<Button
				size="sm"
				className="justify-self-start text-danger-text"
				onClick={() => setAsking(true)}
			>
				<ScanFace aria-hidden />
				{t("open")}
			</Button>
			<ConfirmDialog
				open={asking}
				onOpenChange={setAsking}
				title={t("title")}
				body={t("body", { faces: faces.faces, people: faces.people })}
				action={busy ? t("busy") : t("submit")}
				busy={busy}
				onConfirm={async () => {
					await change({ enabled: false });
					setAsking(false);
				}}
			/>
		</>
	);
}
