import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import type { EventPublic } from "#lib/events/events.schema.ts";
import type { PreviewOf } from "#lib/guests/preview.schema.ts";
import { describeLink } from "#lib/guests/preview.service.ts";
import { linkTags } from "../../link-tags.ts";

/** What a link to a gallery, to one of its photos or to a shared list is shown with: what a stranger sees of it. */
export async function galleryPreview(eventId: string, which: PreviewOf): Promise<Metadata> {
	const { gallery, picture } = await describeLink(eventId, which);
	const t = await getTranslations();
	if (gallery.status === "missing") return {};
	const { id, name } = gallery.event;
	// Its door says what it is called, and nothing here says more.
	if (gallery.status === "code")
		return linkTags({ title: name, description: t("meta.description") });
	return linkTags({
		path: `/event/${id}${which.photo ? `/p/${which.photo}` : ""}${queryOf({ list: which.list })}`,
		title: which.list ? t("preview.favourites", { name }) : name,
		description: await describe(gallery.event),
		image: picture
			? { path: `/api/events/${id}/preview${queryOf(picture)}`, alt: t("preview.alt", { name }) }
			: undefined,
	});
}

async function describe({ date, photographer, photo_count: count }: EventPublic): Promise<string> {
	const t = await getTranslations("gallery");
	const day = (await getFormatter()).dateTime(new Date(date), {
		dateStyle: "long",
		timeZone: "UTC",
	});
	return [day, t("by", { photographer }), t("count", { count })].join(" · ");
}

function queryOf(which: PreviewOf): string {
	const said = Object.entries(which).filter(([, value]) => value !== undefined);
	return said.length > 0 ? `?${new URLSearchParams(said)}` : "";
}
