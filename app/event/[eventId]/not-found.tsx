import { useTranslations } from "next-intl";
import { PreferencesMenu } from "#components/account/preferences-menu.tsx";
import { Missing } from "#components/ui/missing.tsx";

export default function GalleryNotFound() {
	const t = useTranslations("missing");
	return (
		<div className="safelight flex min-h-dvh flex-col">
			<header className="gutter flex justify-end py-4">
				<PreferencesMenu />
			</header>
			<main id="content" className="grid flex-1 place-items-center pb-28">
				<Missing title={t("galleryTitle")} body={t("galleryBody")} />
			</main>
		</div>
	);
}
