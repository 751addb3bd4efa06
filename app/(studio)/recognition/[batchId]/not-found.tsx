import { useTranslations } from "next-intl";
import { Missing } from "#components/ui/missing.tsx";

export default function LogNotFound() {
	const t = useTranslations("recognition");
	return (
		<Missing
			title={t("notFoundTitle")}
			body={t("notFoundBody")}
			wayOut={{ href: "/recognition", label: t("back") }}
		/>
	);
}
