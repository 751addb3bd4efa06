"use client";

import { ScanFace } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { FindMeConsent } from "./find-me-consent.tsx";
import { FindMeSelfie } from "./find-me-selfie.tsx";
import { GuestAction } from "./guest-action.tsx";

interface FindMeProps {
	eventId: string;
	onFound: (searchId: string) => void;
}

/** A guest looks for themselves: first they agree, then they choose a picture. Open from the start. */
export function FindMe({ eventId, onFound }: FindMeProps) {
	const t = useTranslations("findMe");
	const [open, setOpen] = useState(true);
	const [agreed, setAgreed] = useState(false);
	const toggle = (next: boolean) => {
		// Every search is agreed to anew.
		setAgreed(false);
		setOpen(next);
	};
	return (
		<Dialog open={open} onOpenChange={toggle}>
			<DialogTrigger asChild>
				<GuestAction label={t("open")} icon={ScanFace} />
			</DialogTrigger>
			<DialogContent title={t("title")} lead={agreed ? t("selfieLead") : t("lead")}>
				{agreed ? (
					<FindMeSelfie
						eventId={eventId}
						onFound={(id) => {
							toggle(false);
							onFound(id);
						}}
					/>
				) : (
					<FindMeConsent onAgree={() => setAgreed(true)} onDecline={() => toggle(false)} />
				)}
			</DialogContent>
		</Dialog>
	);
}
