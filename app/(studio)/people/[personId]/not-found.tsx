import { useTranslations } from "next-intl";
import { Missing } from "#components/ui/missing.tsx";

export default function PersonNotFound() {
	const t = useTranslations("people");
	return (
		<Missing
			title={t("notFoundTitle")}
			body={t("notFoundBody")}
			wayOut={{ href: "/people", label: t("back") }}
		/>
	);
}
