import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StoragePage } from "#components/admin/storage-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("storage"))("title") };
}

export default StoragePage;
