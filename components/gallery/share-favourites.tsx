"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Share2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyField } from "#components/ui/copy-field.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { usePerform } from "#components/ui/use-perform.ts";
import { callApi } from "#lib/client/api.ts";
import { favouriteKeys, listLink } from "#lib/client/favourites.queries.ts";
import { readGuestName, saveGuestName } from "#lib/client/preferences.ts";
import type { FavouritesPatch, OwnFavourites } from "#lib/guests/favourites.schema.ts";
import type { Favourites } from "./use-favourites.ts";

interface ShareFavouritesProps {
	eventId: string;
	favourites: Favourites;
}

/** A link to a guest's favourites, for whoever may see the event. */
export function ShareFavourites({ eventId, favourites: { list, count } }: ShareFavouritesProps) {
	const t = useTranslations("favourites.share");
	return (
		<Dialog>
			<DialogTrigger asChild>
				<Button size="sm">
					<Share2 aria-hidden />
					{t("open")}
				</Button>
			</DialogTrigger>
			<DialogContent title={t("title")} lead={t("lead", { count })}>
				{list?.list_id ? (
					<Shared eventId={eventId} listId={list.list_id} />
				) : (
					<NewLink eventId={eventId} name={list?.name ?? null} />
				)}
			</DialogContent>
		</Dialog>
	);
}

/** Changes the list, and shows it as it is then. */
function useChangeList(eventId: string) {
	const client = useQueryClient();
	const { perform, busy } = usePerform();
	const change = (body: FavouritesPatch, said?: string) =>
		perform(async () => {
			const path = `/api/events/${eventId}/favourites/mine`;
			const list = await callApi<OwnFavourites>("PATCH", path, { body });
			client.setQueryData(favouriteKeys.mine(eventId), list);
		}, said);
	return { change, busy };
}

function NewLink({ eventId, name: given }: { eventId: string; name: string | null }) {
	const t = useTranslations();
	const { change, busy } = useChangeList(eventId);
	const [name, setName] = useState(() => given ?? readGuestName());
	return (
		<form
			className="grid gap-5"
			onSubmit={(event) => {
				event.preventDefault();
				const trimmed = name.trim();
				if (trimmed) saveGuestName(trimmed);
				void change({ shared: true, ...(trimmed ? { name: trimmed } : {}) });
			}}
		>
			<Field
				label={t("guestUpload.name")}
				aside={t("common.optional")}
				hint={t("favourites.share.nameHint")}
				value={name}
				onChange={(event) => setName(event.target.value)}
				autoComplete="name"
				maxLength={60}
			/>
			<Button type="submit" look="primary" size="lg" busy={busy}>
				{t("favourites.share.submit")}
			</Button>
		</form>
	);
}

function Shared({ eventId, listId }: { eventId: string; listId: string }) {
	const t = useTranslations("favourites.share");
	const { change, busy } = useChangeList(eventId);
	return (
		<div className="grid gap-5">
			<CopyField
				label={t("link")}
				value={listLink(window.location.origin, eventId, listId)}
				hint={t("linkHint")}
				words={{ copy: t("copy"), copied: t("copied") }}
			/>
			<Button busy={busy} onClick={() => change({ shared: false }, t("stopped"))}>
				{t("stop")}
			</Button>
		</div>
	);
}
