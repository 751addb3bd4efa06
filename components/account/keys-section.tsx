"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { Section } from "#components/ui/section.tsx";
import { usePerform } from "#components/ui/use-perform.ts";
import type { KeyInfo } from "#lib/auth/auth.schema.ts";
import { keysQuery } from "#lib/client/account.queries.ts";
import { callApi } from "#lib/client/api.ts";
import { NewKeyDialog } from "./new-key-dialog.tsx";
import { useScopeWords } from "./use-scope-words.ts";

/** How the reader's scripts sign in. */
export function KeysSection() {
	const t = useTranslations("account.keys");
	const keys = useQuery(keysQuery()).data?.keys ?? [];
	const [revoking, setRevoking] = useState<KeyInfo | null>(null);
	return (
		<Section title={t("title")} lead={t("lead")} action={<NewKeyDialog />}>
			{keys.length === 0 ? <p className="text-ink-soft">{t("none")}</p> : null}
			<ul aria-label={t("title")} className="divide-y divide-line">
				{keys.map((key) => (
					<KeyRow key={key.id} info={key} onRevoke={() => setRevoking(key)} />
				))}
			</ul>
			<RevokeKey info={revoking} onClose={() => setRevoking(null)} />
		</Section>
	);
}

function KeyRow({ info, onRevoke }: { info: KeyInfo; onRevoke: () => void }) {
	const t = useTranslations("account.keys");
	const words = useScopeWords();
	return (
		<li className="flex items-start justify-between gap-4 py-4 first:pt-0">
			<div className="grid min-w-0 gap-1">
				<p className="truncate font-medium">{info.name}</p>
				<p className="text-ink-soft text-sm">{words(info.scopes)}</p>
				<p className="tabular flex flex-wrap gap-x-3 text-ink-soft text-sm">
					<span>{t("hint", { hint: info.hint })}</span>
					<When at={info.last_used_at} words={t("lastUsed")} never={t("neverUsed")} />
					<When at={info.expires_at} words={t("expires")} never={t("neverExpires")} />
				</p>
			</div>
			<Button size="sm" aria-label={t("revokeOne", { name: info.name })} onClick={onRevoke}>
				{t("revoke")}
			</Button>
		</li>
	);
}

function When({ at, words, never }: { at: string | null; words: string; never: string }) {
	if (at === null) return <span>{never}</span>;
	return (
		<span>
			{words} <Moment at={at} short />
		</span>
	);
}

function RevokeKey({ info, onClose }: { info: KeyInfo | null; onClose: () => void }) {
	const t = useTranslations("account.keys");
	const client = useQueryClient();
	const { perform, busy } = usePerform();
	const name = info?.name ?? "";
	const revoke = () =>
		callApi("DELETE", `/api/keys/${info?.id}`).finally(() =>
			client.invalidateQueries({ queryKey: keysQuery().queryKey }),
		);
	return (
		<ConfirmDialog
			open={info !== null}
			onOpenChange={(open) => !open && onClose()}
			title={t("revokeTitle", { name })}
			body={t("revokeBody")}
			action={t("revoke")}
			busy={busy}
			onConfirm={async () => {
				await perform(revoke, t("revoked", { name }));
				onClose();
			}}
		/>
	);
}
