import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
	return (
		<div className="gutter mx-auto grid max-w-400 gap-6 pt-16">
			<Skeleton className="h-12 w-52 rounded-photo" />
			<Skeleton className="h-20 w-full rounded-photo" />
			{["a", "b"].map((key) => (
				<div key={key} className="grid gap-6 py-6 md:grid-cols-[minmax(0,1fr)_minmax(18rem,26rem)]">
					<Skeleton className="aspect-3/2 max-w-160" />
					<Skeleton className="h-40 rounded-photo" />
				</div>
			))}
		</div>
	);
}
