import { FiguresLoading } from "#components/batches/figures-page.tsx";

export default function Loading() {
	return (
		<div className="gutter mx-auto max-w-400 pt-36 pb-16">
			<FiguresLoading />
		</div>
	);
}
