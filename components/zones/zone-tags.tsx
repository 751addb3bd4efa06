"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { EditInPlace } from "#components/ui/edit-in-place.tsx";
import { tagsWith } from "#lib/client/zone-pages.ts";
import type { ZoneView } from "#lib/zones/zone-pages.schema.ts";

interface ZoneTagsProps {
	zone: ZoneView;
	busy: boolean;
	onChange: (tags: string[]) => Promise<boolean>;
}

/** A zone's tags: each is taken off by its cross, more are typed with commas between them. */
export function ZoneTags({ zone: { tags }, busy, onChange }: ZoneTagsProps) {
	const t = useTranslations("zones");
	const words = { edit: t("addTags"), field: t("tags"), save: t("save"), leave: t("leave") };
	return (
		<div className="flex flex-wrap items-center gap-2">
			{tags.length > 0 ? (
				<ul aria-label={t("tagList")} className="flex min-w-0 flex-wrap gap-2">
					{tags.map((tag) => (
						<li
							key={tag}
							className="inline-flex h-8 min-w-0 items-center rounded-full border border-line pl-3 text-sm"
						>
							<span className="truncate">{tag}</span>
							<button
								type="button"
								disabled={busy}
								aria-label={t("removeTag", { tag })}
								onClick={() => onChange(tags.filter((each) => each !== tag))}
								className="grid size-8 shrink-0 place-items-center rounded-full text-ink-soft transition-colors duration-150 hover:text-ink"
							>
								<X aria-hidden className="size-3.5" />
							</button>
						</li>
					))}
				</ul>
			) : null}
			<div className={tags.length > 0 ? "ml-3" : ""}>
				<EditInPlace
					value=""
					words={words}
					add={t("addTags")}
					busy={busy}
					parse={(typed) => (tagsWith(tags, typed) ? typed : null)}
					onSave={(typed) => onChange(tagsWith(tags, typed) ?? tags)}
					className="max-w-64"
				/>
			</div>
		</div>
	);
}
