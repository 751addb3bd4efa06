"use client";

import { EllipsisVertical, Merge, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { Person, PersonDetail } from "#lib/client/face-types.ts";
import { PersonPicker } from "./person-picker.tsx";
import type { PersonActions } from "./use-person-actions.ts";

interface PersonMenuProps {
	person: PersonDetail;
	actions: PersonActions;
}

/** What is done to a person as a whole. */
export function PersonMenu({ person, actions }: PersonMenuProps) {
	const t = useTranslations("people");
	const [asked, setAsked] = useState<"merge" | "remove" | null>(null);
	const close = () => setAsked(null);
	return (
		<>
			<DropdownMenu modal={false}>
				<DropdownMenuTrigger asChild>
					<Button look="quiet" size="icon" aria-label={t("more", { name: person.name })}>
						<EllipsisVertical aria-hidden />
					</Button>
				</DropdownMenuTrigger>
				<DropdownMenuContent align="end">
					<DropdownMenuItem onSelect={() => setAsked("merge")}>
						<Merge aria-hidden />
						{t("mergeOpen")}
					</DropdownMenuItem>
					<DropdownMenuItem loss onSelect={() => setAsked("remove")}>
						<Trash2 aria-hidden />
						{t("removeOpen")}
					</DropdownMenuItem>
				</DropdownMenuContent>
			</DropdownMenu>
			<MergePerson {...{ person, actions }} open={asked === "merge"} onClose={close} />
			<ConfirmDialog
				open={asked === "remove"}
				onOpenChange={(open) => !open && close()}
				title={t("removeTitle", { name: person.name })}
				body={t("removeBody", { count: person.samples.length })}
				action={actions.busy ? t("removing") : t("removeSubmit")}
				busy={actions.busy}
				onConfirm={async () => {
					if (!(await actions.remove())) close();
				}}
			/>
		</>
	);
}

interface MergePersonProps extends PersonMenuProps {
	open: boolean;
	onClose: () => void;
}

/** Chooses who is the same, then asks: there is no way back. */
function MergePerson({ person, actions, open, onClose }: MergePersonProps) {
	const t = useTranslations("people");
	const [other, setOther] = useState<Person | null>(null);
	const names = { name: other?.name ?? "", into: person.name };
	return (
		<>
			<Dialog open={open} onOpenChange={(open) => !open && onClose()}>
				<DialogContent title={t("mergeTitle", { name: person.name })} lead={t("mergeLead")}>
					<PersonPicker
						except={person.id}
						onChoose={(chosen) => {
							setOther(chosen);
							onClose();
						}}
					/>
				</DialogContent>
			</Dialog>
			<ConfirmDialog
				open={other !== null}
				onOpenChange={(open) => !open && setOther(null)}
				title={t("mergeConfirmTitle", names)}
				body={t("mergeConfirmBody", { ...names, count: other?.samples ?? 0 })}
				action={t("mergeSubmit")}
				busy={actions.busy}
				onConfirm={async () => {
					if (other) await actions.merge(other);
					setOther(null);
				}}
			/>
		</>
	);
}
