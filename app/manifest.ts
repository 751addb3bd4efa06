import type { MetadataRoute } from "next";
import { getTranslations } from "next-intl/server";
import { PAPER } from "#lib/client/theme.ts";

/** What a phone is told when it keeps us beside its own programs. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
	const t = await getTranslations();
	const icon = (size: number, purpose: "any" | "maskable") => ({
		src: `/icons/${purpose}-${size}.png`,
		sizes: `${size}x${size}`,
		...{ type: "image/png", purpose },
	});
	return {
		...{ id: "/", start_url: "/", scope: "/", display: "standalone" },
		name: t("common.brand"),
		short_name: t("common.brand"),
		description: t("meta.description"),
		theme_color: PAPER.light,
		background_color: PAPER.light,
		icons: [icon(192, "any"), icon(512, "any"), icon(192, "maskable"), icon(512, "maskable")],
	};
}
