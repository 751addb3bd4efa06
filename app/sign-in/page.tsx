import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Door } from "#components/account/door.tsx";
import { SignInForm } from "#components/account/sign-in-form.tsx";
import { safeNextPath } from "#lib/client/next-path.ts";
import { config } from "#lib/config/config.ts";
import { pageActor } from "#lib/http/page-actor.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("signIn"))("submit") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
	const next = safeNextPath((await searchParams).next);
	if ((await pageActor()).user) redirect(next);
	const t = await getTranslations("signIn");
	return (
		<Door title={t("title")} lead={t("lead")}>
			<SignInForm next={next} />
			{config().registration ? (
				<p className="text-ink-soft text-sm">
					{t("noAccount")}{" "}
					<Link href="/register" className="text-accent-text underline underline-offset-4">
						{t("register")}
					</Link>
				</p>
			) : null}
		</Door>
	);
}
