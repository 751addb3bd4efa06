"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

interface DialogContentProps {
	title: ReactNode;
	lead?: ReactNode;
	/** "double": for two columns, where there is room. */
	wide?: boolean | "double";
	children: ReactNode;
	onCloseAutoFocus?: (event: Event) => void;
}

/** A sheet from below on phones, a card in the middle elsewhere. */
export function DialogContent({ title, lead, wide, children, ...events }: DialogContentProps) {
	const t = useTranslations("common");
	return (
		<Radix.Portal>
			<Radix.Overlay className="fixed inset-0 z-40 bg-scrim motion-safe:animate-fade" />
			<Radix.Content
				{...(lead ? {} : { "aria-describedby": undefined })}
				{...events}
				className={clsx(
					"fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] overflow-y-auto overscroll-contain rounded-t-panel border border-line bg-raised shadow-float focus:outline-none motion-safe:animate-rise",
					"sm:inset-0 sm:m-auto sm:h-fit sm:max-h-[88dvh] sm:rounded-panel",
					wide ? "sm:max-w-160" : "sm:max-w-112",
					wide === "double" && "lg:max-w-256",
				)}
			>
				<div className="flex items-start justify-between gap-4 px-5 pt-5 sm:px-7 sm:pt-6">
					<div className="grid gap-1.5 pt-1">
						<Radix.Title className="font-display text-xl tracking-tight [overflow-wrap:anywhere]">
							{title}
						</Radix.Title>
						{lead ? (
							<Radix.Description className="text-ink-soft text-sm">{lead}</Radix.Description>
						) : null}
					</div>
					<Radix.Close asChild>
						<Button look="quiet" size="icon" aria-label={t("close")} className="-mr-2">
							<X aria-hidden />
						</Button>
					</Radix.Close>
				</div>
				<div className="px-5 pt-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:px-7 sm:pb-7">
					{children}
				</div>
			</Radix.Content>
		</Radix.Portal>
	);
}
