"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { StorageUse } from "#components/account/storage-use.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { ListState } from "#components/ui/list-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { storageQuery } from "#lib/client/admin.queries.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";
import type { StorageFigures } from "#lib/operations/storage.schema.ts";
import { HealthParts } from "./health-parts.tsx";

/** What the installation keeps, how much more there is room for, and whether all of it works. */
export function StoragePage() {
	const t = useTranslations("storage");
	const query = useQuery(storageQuery());
	return (
		<>
			<h1 className="font-display text-xl tracking-tight">{t("title")}</h1>
			{query.data ? <Totals figures={query.data} /> : <ListState query={query} />}
			<div className="-mt-6 [&>section:first-child]:border-t-0">
				<Section title={t("health.title")}>
					<HealthParts />
				</Section>
				{query.data ? <Shares figures={query.data} /> : null}
			</div>
		</>
	);
}

function Totals({ figures }: { figures: StorageFigures }) {
	const t = useTranslations("storage");
	const { bytes } = useAmounts();
	const { disk, waiting, database_bytes: database } = figures;
	const facts = [
		{ key: "kept", value: bytes(figures.bytes), words: t("kept", { count: figures.files }) },
		{
			key: "free",
			value: bytes(disk.free_bytes),
			words: t("free", { total: bytes(disk.total_bytes) }),
		},
		{ key: "database", value: bytes(database), words: t("database") },
	];
	const moving = waiting && {
		...{ key: "waiting", value: bytes(waiting.bytes) },
		words: t("waiting", { count: waiting.files, total: figures.files }),
	};
	return <Facts facts={moving ? [...facts, moving] : facts} large />;
}

interface Row {
	key: string;
	label: string;
	files: number;
	bytes: number;
}

/** What there is, line by line, of how much. */
function Rows({ rows, total }: { rows: readonly Row[]; total: number }) {
	const t = useTranslations("storage");
	const amounts = useAmounts();
	return (
		<ul className="divide-y divide-line">
			{rows.map(({ key, label, files, bytes }) => (
				<li key={key} className="flex flex-wrap items-baseline justify-between gap-x-6 py-2.5">
					<span>{label}</span>
					<span className="tabular text-ink-soft text-sm">
						{t("row", { files, total, size: amounts.bytes(bytes) })}
					</span>
				</li>
			))}
		</ul>
	);
}

function Shares({ figures }: { figures: StorageFigures }) {
	const t = useTranslations("storage");
	const { kinds, states, users, user_total: total } = figures;
	const ofKind = kinds.map(({ kind, ...amount }) => {
		return { key: kind, label: t(`kind.${kind}`), ...amount };
	});
	const ofState = states.map(({ state, ...amount }) => {
		return { key: state, label: t(`state.${state}`), ...amount };
	});
	const allFiles = kinds.reduce((sum, { files }) => sum + files, 0);
	return (
		<>
			<Section title={t("kinds")} lead={t("kindsLead")}>
				<Rows rows={ofKind} total={allFiles} />
			</Section>
			{ofState.length > 0 ? (
				<Section title={t("states")}>
					<Rows rows={ofState} total={figures.files} />
				</Section>
			) : null}
			<Section title={t("users")} lead={t("usersLead", { shown: users.length, total })}>
				<ul className="grid gap-5">
					{users.map((user) => (
						<li key={user.id} className="grid gap-1">
							<p className="truncate font-medium">{user.username}</p>
							<StorageUse use={user} label={t("usedBy", { name: user.username })} />
						</li>
					))}
				</ul>
			</Section>
		</>
	);
}
