"use client";

import { useTranslations } from "next-intl";
import { AlertDialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

interface ConfirmDialogProps {
	open: boolean;
	onOpenChange: (open: boolean) => void;
	title: ReactNode;
	body: ReactNode;
	/** What happens, as a verb. */
	action: ReactNode;
	onConfirm: () => void;
	busy?: boolean;
	/** Not yet: something has to be typed first, say. */
	blocked?: boolean;
	children?: ReactNode;
}

/** Asks before something is lost. The way out has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
	const t = useTranslations("common");
	return (
		<Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
			<Radix.Portal>
				<Radix.Overlay className="fixed inset-0 z-50 bg-scrim motion-safe:animate-fade" />
				<Radix.Content className="fixed inset-x-4 top-0 bottom-0 z-50 m-auto grid h-fit max-w-104 gap-5 rounded-panel border border-line bg-raised p-6 shadow-float focus:outline-none motion-safe:animate-rise">
					<div className="grid gap-2">
						<Radix.Title className="font-display text-xl tracking-tight [overflow-wrap:anywhere]">
							{props.title}
						</Radix.Title>
						<Radix.Description className="text-ink-soft [overflow-wrap:anywhere]">
							{props.body}
						</Radix.Description>
					</div>
					{props.children}
					<div className="flex flex-wrap justify-end gap-3">
						<Radix.Cancel asChild>
							<Button look="quiet">{t("cancel")}</Button>
						</Radix.Cancel>
						<Button
							look="danger"
							busy={props.busy ?? false}
							disabled={props.blocked}
							onClick={props.onConfirm}
						>
							{props.action}
						</Button>
					</div>
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}
