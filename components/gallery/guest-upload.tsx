"use client";

import { Camera, ImagePlus, Images } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { SwitchField } from "#components/ui/switch-field.tsx";
import { FilePickers, type Pickers } from "#components/upload/file-pickers.tsx";
import { useAddPhotos } from "#components/upload/use-add-photos.ts";
import type { Gathered } from "#lib/client/dropped-files.ts";
import { ensurePass } from "#lib/client/guest-pass.ts";
import { readGuestName, saveGuestName } from "#lib/client/preferences.ts";
import { shrinkPhoto } from "#lib/client/shrink-photo.ts";
import type { EventPublic } from "#lib/events/events.schema.ts";
import { GuestAction } from "./guest-action.tsx";

const GUEST_ALBUM = "Tamu";

/** A guest adds photos: a name, once, and the phone's own way of choosing. Open from the start. */
export function GuestUpload({ event }: { event: EventPublic }) {
	const t = useTranslations();
	const [open, setOpen] = useState(true);
	return (
		<Dialog open={open} onOpenChange={setOpen}>
			<DialogTrigger asChild>
				<GuestAction label={t("gallery.upload")} icon={ImagePlus} />
			</DialogTrigger>
			<DialogContent
				title={t("guestUpload.title")}
				lead={t(event.guest_approval ? "guestUpload.leadApproval" : "guestUpload.lead", {
					album: t(`albums.${GUEST_ALBUM}`),
				})}
			>
				<GuestUploadForm eventId={event.id} onAdded={() => setOpen(false)} />
			</DialogContent>
		</Dialog>
	);
}

/** One after the other: a phone has room for one picture at a time. */
async function shrinkAll(sources: Gathered["files"]): Promise<Gathered["files"]> {
	const smaller: Gathered["files"] = [];
	for (const source of sources) smaller.push(await shrinkPhoto(source));
	return smaller;
}

function GuestUploadForm({ eventId, onAdded }: { eventId: string; onAdded: () => void }) {
	const t = useTranslations();
	const addPhotos = useAddPhotos();
	const pickers = useRef<Pickers>(null);
	const [name, setName] = useState(readGuestName);
	const [smaller, setSmaller] = useState(false);
	const [busy, setBusy] = useState(false);
	async function gathered({ files, holds, skipped }: Gathered) {
		const uploaderName = name.trim();
		saveGuestName(uploaderName);
		setBusy(true);
		// By which they stay this guest's. Without an answer they are sent all the same, later.
		await ensurePass(eventId).catch(() => undefined);
		const sent = smaller ? await shrinkAll(files) : files;
		setBusy(false);
		const target = { eventId, album: GUEST_ALBUM, uploaderName: uploaderName || null } as const;
		// What was made smaller is no file of theirs that could be read again.
		addPhotos({ files: sent, holds: smaller ? null : holds, skipped }, target);
		if (files.length > 0) onAdded();
	}
	return (
		<div className="grid gap-5">
			<FilePickers ref={pickers} taken="photos" onGathered={gathered} />
			<Field
				label={t("guestUpload.name")}
				aside={t("common.optional")}
				hint={t("guestUpload.nameHint")}
				value={name}
				onChange={(event) => setName(event.target.value)}
				autoComplete="name"
				maxLength={100}
			/>
			<SwitchField
				label={t("guestUpload.smaller")}
				hint={t("guestUpload.smallerHint")}
				checked={smaller}
				onChange={setSmaller}
			/>
			<div className="grid gap-3">
				<Button look="primary" size="lg" busy={busy} onClick={() => pickers.current?.files()}>
					<Images aria-hidden />
					{t("guestUpload.choose")}
				</Button>
				<Button
					size="lg"
					className="sm:hidden"
					busy={busy}
					onClick={() => pickers.current?.camera()}
				>
					<Camera aria-hidden />
					{t("guestUpload.camera")}
				</Button>
			</div>
		</div>
	);
}
