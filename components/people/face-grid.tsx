"use client";

import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Faces side by side, as many as fit: two on a phone. */
export const FACE_GRID =
	"grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))] sm:gap-x-5 sm:gap-y-8";

export function FacesLoading() {
	const t = useTranslations("common");
	return (
		<div role="status" aria-label={t("loading")} className={FACE_GRID}>
			{["a", "b", "c", "d", "e", "f"].map((key) => (
				<div key={key} className="grid gap-2">
					<Skeleton className="aspect-square rounded-photo" />
					<Skeleton className="h-5 w-2/3 rounded-photo" />
				</div>
			))}
		</div>
	);
}
