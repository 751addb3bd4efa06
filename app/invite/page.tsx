import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Door } from "#components/account/door.tsx";
import { InviteForm } from "#components/account/invite-form.tsx";
import { readInvite } from "#lib/auth/invites.service.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("invite"))("title") };
}

export default async function InvitePage({ searchParams }: PageProps<"/invite">) {
	const { token } = await searchParams;
	const t = await getTranslations("invite");
	const invited = typeof token === "string" ? await readInvite(token) : null;
	if (typeof token !== "string" || !invited)
		return <Door title={t("overTitle")} lead={t("overBody")} />;
	return (
		<Door title={t("title")} lead={t("lead", { name: invited.username })}>
			<InviteForm token={token} username={invited.username} />
		</Door>
	);
}
