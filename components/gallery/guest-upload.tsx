"use client";

import { Camera, ImagePlus, Images } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FilePickers, type Pickers } from "#components/upload/file-pickers.tsx";
import { useAddPhotos } from "#components/upload/use-add-photos.ts";
import type { Gathered } from "#lib/client/dropped-files.ts";
import { readGuestName, saveGuestName } from "#lib/client/preferences.ts";

const GUEST_ALBUM = "Tamu";

/** A guest adds photos: a name, once, and the phone's own way of choosing. */
export function GuestUpload({ eventId }: { eventId: string }) {
	const t = useTranslations();
	const [open, setOpen] = useState(false);
	return (
		<Dialog open={open} onOpenChange={setOpen}>
			<DialogTrigger asChild>
				<Button look="quiet" className="max-sm:w-10 max-sm:px-0" aria-label={t("gallery.upload")}>
					<ImagePlus aria-hidden />
					<span className="max-sm:hidden">{t("gallery.upload")}</span>
				</Button>
			</DialogTrigger>
			<DialogContent
				title={t("guestUpload.title")}
				lead={t("guestUpload.lead", { album: t(`albums.${GUEST_ALBUM}`) })}
			>
				<GuestUploadForm eventId={eventId} onAdded={() => setOpen(false)} />
			</DialogContent>
		</Dialog>
	);
}

function GuestUploadForm({ eventId, onAdded }: { eventId: string; onAdded: () => void }) {
	const t = useTranslations();
	const addPhotos = useAddPhotos();
	const pickers = useRef<Pickers>(null);
	const [name, setName] = useState(readGuestName);
	function gathered(files: Gathered) {
		const uploaderName = name.trim();
		saveGuestName(uploaderName);
		addPhotos(files, { eventId, album: GUEST_ALBUM, uploaderName: uploaderName || null });
		if (files.files.length > 0) onAdded();
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
			<div className="grid gap-3">
				<Button look="primary" size="lg" onClick={() => pickers.current?.files()}>
					<Images aria-hidden />
					{t("guestUpload.choose")}
				</Button>
				<Button size="lg" className="sm:hidden" onClick={() => pickers.current?.camera()}>
					<Camera aria-hidden />
					{t("guestUpload.camera")}
				</Button>
			</div>
		</div>
	);
}
