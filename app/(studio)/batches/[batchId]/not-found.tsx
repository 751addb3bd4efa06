import { useTranslations } from "next-intl";
import { Missing } from "#components/ui/missing.tsx";

export default function BatchNotFound() {
	const t = useTranslations("batches");
	return (
		<Missing
			title={t("notFoundTitle")}
			body={t("notFoundBody")}
			wayOut={{ href: "/batches", label: t("backToBatches") }}
		/>
	);
}
