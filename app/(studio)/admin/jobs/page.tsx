import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { JobsPage } from "#components/admin/jobs-page.tsx";
import { readJobsView } from "#lib/client/jobs-view.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("jobs"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/admin/jobs">) {
	return <JobsPage view={readJobsView(await searchParams)} />;
}
