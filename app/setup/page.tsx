import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Door } from "#components/account/door.tsx";
import { SetupForm } from "#components/account/setup-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("setup"))("title") };
}

export default async function SetupPage({ searchParams }: PageProps<"/setup">) {
	const { token } = await searchParams;
	const t = await getTranslations("setup");
	if (typeof token !== "string" || token === "")
		return <Door title={t("missingTitle")} lead={t("missingBody")} />;
	return (
		<Door title={t("title")} lead={t("lead")}>
			<SetupForm token={token} />
		</Door>
	);
}
