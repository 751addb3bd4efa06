import { ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { PreferencesMenu } from "#components/account/preferences-menu.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function GalleryNotFound() {
	const t = useTranslations("missing");
	return (
		<div className="safelight flex min-h-dvh flex-col">
			<header className="gutter flex justify-end py-4">
				<PreferencesMenu />
			</header>
			<main id="content" className="grid flex-1 place-items-center pb-28">
				<EmptyState
					heading="h1"
					icon={<ImageOff aria-hidden />}
					title={t("galleryTitle")}
					body={t("galleryBody")}
				/>
			</main>
		</div>
	);
}
