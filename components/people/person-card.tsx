import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Person } from "#lib/client/face-types.ts";
import { FaceCrop } from "./face-crop.tsx";

export function PersonCard({ person }: { person: Person }) {
	const t = useTranslations("people");
	return (
		<Link
			href={`/people/${person.id}`}
			prefetch={false}
			className="group grid gap-2.5 rounded-photo outline-offset-4"
		>
			<FaceCrop picture={person.picture} className="rounded-photo" />
			<span className="grid gap-0.5">
				<span className="truncate font-medium underline-offset-4 group-hover:underline">
					{person.name}
				</span>
				<span className="tabular text-ink-soft text-sm">
					{t("samples", { count: person.samples })}
				</span>
			</span>
		</Link>
	);
}
