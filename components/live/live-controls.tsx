"use client";

import {
	ChevronLeft,
	ChevronRight,
	Maximize,
	Minimize,
	Pause,
	Play,
	QrCode,
	X,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";

interface LiveControlsProps {
	eventId: string;
	playing: boolean;
	full: { on: boolean; can: boolean; toggle: () => void };
	code: { shown: boolean; toggle: () => void };
	onToggle: () => void;
	onBack: () => void;
	onForward: () => void;
}

/** What the one at the keyboard needs, and nobody who watches. */
export function LiveControls(props: LiveControlsProps) {
	const t = useTranslations("live");
	const { playing, full, code } = props;
	return (
		<div role="toolbar" aria-label={t("controls")} className="on-night flex gap-2">
			<Control label={t("back")} keys="ArrowLeft" onClick={props.onBack}>
				<ChevronLeft aria-hidden />
			</Control>
			<Control label={t(playing ? "pause" : "play")} keys="Space" onClick={props.onToggle}>
				{playing ? <Pause aria-hidden /> : <Play aria-hidden />}
			</Control>
			<Control label={t("forward")} keys="ArrowRight" onClick={props.onForward}>
				<ChevronRight aria-hidden />
			</Control>
			<Control label={t(code.shown ? "hideCode" : "showCode")} keys="Q" onClick={code.toggle}>
				<QrCode aria-hidden />
			</Control>
			{full.can ? (
				<Control label={t(full.on ? "leaveFull" : "full")} keys="F" onClick={full.toggle}>
					{full.on ? <Minimize aria-hidden /> : <Maximize aria-hidden />}
				</Control>
			) : null}
			<Button asChild look="quiet" size="icon">
				<Link
					href={`/event/${props.eventId}`}
					aria-label={t("close")}
					title={t("close")}
					className="bg-night/60 backdrop-blur-sm hover:bg-night/85"
				>
					<X aria-hidden />
				</Link>
			</Button>
		</div>
	);
}

interface ControlProps {
	label: string;
	/** As `aria-keyshortcuts` says it. */
	keys: string;
	onClick: () => void;
	children: ReactNode;
}

function Control({ label, keys, onClick, children }: ControlProps) {
	return (
		<Button
			look="quiet"
			size="icon"
			aria-label={label}
			aria-keyshortcuts={keys}
			title={label}
			onClick={onClick}
		>
			{children}
		</Button>
	);
}
