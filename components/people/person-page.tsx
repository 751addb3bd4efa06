"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { BackLink } from "#components/ui/back-link.tsx";
import { EditInPlace } from "#components/ui/edit-in-place.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { OfflineLine } from "#components/ui/offline-line.tsx";
import type { PersonDetail } from "#lib/client/face-types.ts";
import { personQuery } from "#lib/client/people.queries.ts";
import { nameFrom } from "#lib/client/person-name.ts";
import { AddSamples } from "./add-samples.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { SampleGrid } from "./sample-grid.tsx";
import { usePersonActions } from "./use-person-actions.ts";

/** One person: their name, and the pictures that others are compared to. */
export function PersonPage({ initial }: { initial: PersonDetail }) {
	const t = useTranslations("people");
	const { data: person = initial } = useQuery(personQuery(initial.id));
	const actions = usePersonActions(person);
	const count = person.samples.length;
	return (
		<>
			<OfflineLine />
			<div className="gutter mx-auto grid max-w-400 grid-cols-1 gap-8 pt-5 pb-24 md:pt-8">
				<header className="grid gap-4">
					<BackLink href="/people">{t("back")}</BackLink>
					<div className="flex items-end justify-between gap-4">
						<div className="grid min-w-0 grid-cols-1 gap-1.5">
							<EditInPlace
								value={person.name}
								words={{
									edit: t("rename", { name: person.name }),
									...{ field: t("name"), save: t("save"), leave: t("leave") },
								}}
								busy={actions.busy}
								parse={nameFrom}
								onSave={actions.rename}
								className="font-display sm:w-96"
							>
								<h1 className="min-w-0 font-display text-xl tracking-tight [overflow-wrap:anywhere] sm:text-2xl">
									{person.name}
								</h1>
							</EditInPlace>
							<p className="tabular flex flex-wrap gap-x-4 text-ink-soft text-sm">
								<span>{t("samples", { count })}</span>
								<span>
									{t("since")} <Moment at={person.created_at} short />
								</span>
							</p>
						</div>
						<PersonMenu person={person} actions={actions} />
					</div>
				</header>
				<AddSamples person={person} />
				<SampleGrid person={person} actions={actions} />
			</div>
		</>
	);
}
