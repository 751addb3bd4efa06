import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { config } from "#lib/config/config.ts";
import { PREVIEW } from "#lib/media/media.schema.ts";

interface Linked {
	/** Below our address. */
	path?: string;
	title: string;
	description: string;
	/** Below our address; ours alone where there is none. */
	image?: { path: string; alt: string } | undefined;
}

/**
 * What other sites show beside a link, for Open Graph and for who reads Twitter's tags instead. Whole
 * addresses are made of `PUBLIC_URL` alone, never of what a request says of itself: without it, no picture.
 */
export async function linkTags(linked: Linked): Promise<Pick<Metadata, "openGraph" | "twitter">> {
	const { path, title, description, image } = linked;
	const siteName = (await getTranslations("common"))("brand");
	const { publicUrl } = config();
	const shown = image ?? { path: "/preview.png", alt: siteName };
	const type = image ? "image/jpeg" : "image/png";
	const images = publicUrl
		? [{ url: publicUrl + shown.path, ...PREVIEW, alt: shown.alt, type }]
		: undefined;
	const locale = (await getLocale()) === "id" ? "id_ID" : "en_US";
	const url = publicUrl && path ? publicUrl + path : undefined;
	return {
		openGraph: { type: "website", siteName, locale, title, description, url, images },
		twitter: { card: "summary_large_image", title, description, images },
	};
}
