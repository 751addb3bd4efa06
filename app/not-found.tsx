import { ImageOff } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function NotFound() {
	const t = useTranslations("missing");
	return (
		<main id="content" className="grid min-h-dvh place-items-center">
			<EmptyState
				heading="h1"
				icon={<ImageOff aria-hidden />}
				title={t("pageTitle")}
				body={t("pageBody")}
			>
				<Button asChild look="primary">
					<Link href="/">{t("home")}</Link>
				</Button>
			</EmptyState>
		</main>
	);
}
