import { ImageOff } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function EventNotFound() {
	const t = useTranslations("event");
	return (
		<EmptyState
			heading="h1"
			icon={<ImageOff aria-hidden />}
			title={t("notFoundTitle")}
			body={t("notFoundBody")}
		>
			<Button asChild look="primary">
				<Link href="/events">{t("backToEvents")}</Link>
			</Button>
		</EmptyState>
	);
}
