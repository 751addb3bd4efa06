"use client";

import { EllipsisVertical, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { EventPersonDetail } from "#lib/client/face-types.ts";
import type { EventPeopleActions } from "./use-event-people-actions.ts";

interface ForgetPersonProps {
	person: EventPersonDetail;
	actions: EventPeopleActions;
	onForgotten: () => void;
}

/** Deletes what is known of someone's face; their photos stay. */
export function ForgetPerson({ person, actions, onForgotten }: ForgetPersonProps) {
	const t = useTranslations("eventPeople");
	const [asking, setAsking] = useState(false);
	const name = person.name ?? t("nameless");
	return (
		<>
			<DropdownMenu modal={false}>
				<DropdownMenuTrigger asChild>
					<Button look="quiet" size="icon" aria-label={t("more", { name })}>
						<EllipsisVertical aria-hidden />
					</Button>
				</DropdownMenuTrigger>
				<DropdownMenuContent align="end">
					<DropdownMenuItem loss onSelect={() => setAsking(true)}>
						<Trash2 aria-hidden />
						{t("forget.open")}
					</DropdownMenuItem>
				</DropdownMenuContent>
			</DropdownMenu>
			<ConfirmDialog
				open={asking}
				onOpenChange={setAsking}
				title={t("forget.title", { name })}
				body={t("forget.body", { count: person.total })}
				action={t("forget.submit")}
				busy={actions.busy}
				onConfirm={async () => {
					if (await actions.forget(person.id)) onForgotten();
					else setAsking(false);
				}}
			/>
		</>
	);
}
