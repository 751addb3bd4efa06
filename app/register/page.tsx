import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Door } from "#components/account/door.tsx";
import { RegisterForm } from "#components/account/register-form.tsx";
import { config } from "#lib/config/config.ts";
import { pageActor } from "#lib/http/page-actor.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("register"))("title") };
}

export default async function RegisterPage() {
	if ((await pageActor()).user) redirect("/events");
	const t = await getTranslations("register");
	const back = (
		<p className="text-ink-soft text-sm">
			{t("known")}{" "}
			<Link href="/sign-in" className="text-accent-text underline underline-offset-4">
				{t("signIn")}
			</Link>
		</p>
	);
	if (!config().registration)
		return (
			<Door title={t("closedTitle")} lead={t("closedBody")}>
				{back}
			</Door>
		);
	return (
		<Door title={t("title")} lead={t("lead")}>
			<RegisterForm />
			{back}
		</Door>
	);
}
