"use client";

import { clsx } from "clsx";
import { UserRoundMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { SelectionFrame } from "#components/gallery/selection-frame.tsx";
import { TileChoice } from "#components/gallery/tile-choice.tsx";
import { useSelection } from "#components/gallery/use-selection.ts";
import { FaceCrop } from "#components/people/face-crop.tsx";
import { Button } from "#components/ui/button.tsx";
import { NearEnd } from "#components/ui/near-end.tsx";
import type { EventFace, EventPersonDetail } from "#lib/client/face-types.ts";
import type { EventPeopleActions } from "./use-event-people-actions.ts";

interface PersonFacesProps {
	person: EventPersonDetail;
	/** Those that are loaded. */
	faces: readonly EventFace[];
	hasMore: boolean;
	loadMore: () => void;
	actions: EventPeopleActions;
}

/** The faces that were taken for someone's; those of others are chosen and taken out. */
export function PersonFaces({ person, faces, hasMore, loadMore, actions }: PersonFacesProps) {
	const t = useTranslations("eventPeople");
	const selection = useSelection<EventFace>();
	const { total } = person;
	const chosen = selection.items.length;
	return (
		<div className="grid gap-4">
			<p className="text-ink-soft text-sm">{t("split.lead")}</p>
			<ul
				aria-label={t("part.faces")}
				className="grid grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-1 sm:grid-cols-[repeat(auto-fill,minmax(8rem,1fr))]"
			>
				{faces.map((face, index) => (
					<li key={face.id} className="group relative">
						<FaceCrop
							picture={face.picture}
							className={clsx(selection.has(face.id) && "ring-3 ring-accent ring-inset")}
						/>
						<TileChoice
							label={t("split.choose", { position: index + 1, total })}
							chosen={selection.has(face.id)}
							choosing={chosen > 0}
							onChoose={(range) => selection.toggle(face, faces, range)}
						/>
					</li>
				))}
			</ul>
			{hasMore ? <NearEnd key={faces.length} onNear={loadMore} /> : null}
			{chosen > 0 ? (
				<SelectionFrame
					label={t("split.chosenLabel")}
					state={t("chosen", { count: chosen, total })}
					clearLabel={t("clear")}
					onClear={selection.clear}
				>
					<Button
						look="primary"
						busy={actions.busy}
						onClick={async () => {
							if (await actions.split(person.id, selection.items)) selection.clear();
						}}
					>
						<UserRoundMinus aria-hidden />
						{t("split.submit")}
					</Button>
				</SelectionFrame>
			) : null}
		</div>
	);
}
