import { useTranslations } from "next-intl";
import { Missing } from "#components/ui/missing.tsx";

export default function EventNotFound() {
	const t = useTranslations("event");
	return (
		<Missing
			title={t("notFoundTitle")}
			body={t("notFoundBody")}
			wayOut={{ href: "/events", label: t("backToEvents") }}
		/>
	);
}
