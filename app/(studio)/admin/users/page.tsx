import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { UsersPage } from "#components/admin/users-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("users"))("title") };
}

export default UsersPage;
