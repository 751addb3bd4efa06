import { GridLoading } from "#components/gallery/grid-states.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
	return (
		<div className="gutter grid gap-8 pt-16">
			<Skeleton className="h-12 w-72 max-w-full rounded-photo" />
			<Skeleton className="h-20 w-full rounded-photo" />
			<GridLoading />
		</div>
	);
}
