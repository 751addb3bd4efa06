import { useTranslations } from "next-intl";
import { Missing } from "#components/ui/missing.tsx";

export default function NotFound() {
	const t = useTranslations("missing");
	return (
		<main id="content" className="grid min-h-dvh place-items-center">
			<Missing
				title={t("pageTitle")}
				body={t("pageBody")}
				wayOut={{ href: "/", label: t("home") }}
			/>
		</main>
	);
}
