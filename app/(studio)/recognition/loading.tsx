import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
	return (
		<div className="gutter mx-auto grid max-w-400 gap-10 pt-8 md:pt-12">
			<Skeleton className="h-12 w-72 max-w-full rounded-photo" />
			<Skeleton className="h-80 rounded-panel" />
			<Skeleton className="h-40 rounded-photo" />
		</div>
	);
}
