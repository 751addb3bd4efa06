import { FacesLoading } from "#components/people/face-grid.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
	return (
		<div className="gutter mx-auto grid max-w-400 gap-8 pt-8 md:pt-12">
			<Skeleton className="h-12 w-60 rounded-photo" />
			<FacesLoading />
		</div>
	);
}
