"use client";

import { Download, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { photoSource } from "#lib/client/photo-source.ts";
import type { ZoneFile } from "#lib/zones/zone-pages.schema.ts";

interface FilmDialogProps {
	/** The film in question; null while none is. */
	film: ZoneFile | null;
	onClose: () => void;
}

/** A film in the dark, played by the browser. */
export function FilmDialog({ film, onClose }: FilmDialogProps) {
	const t = useTranslations("zones");
	return (
		<Radix.Root open={film !== null} onOpenChange={(open) => !open && onClose()}>
			<Radix.Portal>
				<Radix.Content
					aria-describedby={undefined}
					className="on-night fixed inset-0 z-50 grid grid-rows-[auto_minmax(0,1fr)] bg-night text-ivory focus:outline-none motion-safe:animate-fade"
				>
					<div className="flex items-center gap-2 p-3 pl-5">
						<Radix.Title className="min-w-0 flex-1 truncate text-sm">{film?.filename}</Radix.Title>
						{film?.download_url ? (
							<Button asChild look="quiet" size="icon">
								<a
									href={film.download_url}
									download={film.filename}
									aria-label={t("download", { name: film.filename })}
								>
									<Download aria-hidden />
								</a>
							</Button>
						) : null}
						<Radix.Close asChild>
							<Button look="quiet" size="icon" aria-label={t("closeFilm")}>
								<X aria-hidden />
							</Button>
						</Radix.Close>
					</div>
					<div className="grid min-h-0 place-items-center px-3 pb-6">
						{film ? <Film key={film.id} film={film} /> : null}
					</div>
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}

function Film({ film }: { film: ZoneFile }) {
	const t = useTranslations("zones");
	const [unplayable, setUnplayable] = useState(film.video_url === null);
	if (unplayable || !film.video_url)
		return <p className="max-w-96 text-center">{t("unplayable")}</p>;
	return (
		<video
			controls
			autoPlay
			playsInline
			src={film.video_url}
			poster={photoSource(film)?.src}
			aria-label={film.filename}
			onError={() => setUnplayable(true)}
			className="max-h-full max-w-full"
			{...(film.width && film.height ? { width: film.width, height: film.height } : {})}
		/>
	);
}
