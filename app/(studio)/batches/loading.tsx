import { BatchesLoading } from "#components/batches/batches-page.tsx";

export default function Loading() {
	return (
		<div className="gutter mx-auto max-w-400 pt-40 pb-16 md:pt-44">
			<BatchesLoading />
		</div>
	);
}
