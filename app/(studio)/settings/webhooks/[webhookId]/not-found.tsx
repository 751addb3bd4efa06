import { useTranslations } from "next-intl";
import { Missing } from "#components/ui/missing.tsx";

export default function NotFound() {
	const t = useTranslations("webhooks");
	return (
		<Missing
			title={t("missingTitle")}
			body={t("missingBody")}
			wayOut={{ href: "/settings/webhooks", label: t("all") }}
		/>
	);
}
