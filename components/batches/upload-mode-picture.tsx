import type { BatchMode } from "#lib/client/batch-uploads-plan.ts";

const SHEET = { width: 20, height: 28, rx: 1.5 };
const GAP = 26;
/** Which of five sheets carries a code. */
const CODED: Record<BatchMode, readonly number[]> = { first: [0], split: [0, 3], task: [] };

/** Lit where the way is chosen. */
const LIT = "text-ink-soft group-data-[state=checked]:text-accent-text";

/** Five sheets in a row, with codes where a way of sorting expects them. */
export function UploadModePicture({ mode }: { mode: BatchMode }) {
	return (
		<svg viewBox="0 0 126 30" aria-hidden fill="none" className="h-9 w-38 text-edge">
			{[0, 1, 2, 3, 4].map((place) => (
				<g key={place} transform={`translate(${place * GAP + 1} 1)`}>
					<rect
						{...SHEET}
						stroke="currentColor"
						className={CODED[mode].includes(place) ? LIT : undefined}
					/>
					{CODED[mode].includes(place) ? <Code /> : <Photo />}
				</g>
			))}
			{mode === "task" ? <Digits /> : null}
		</svg>
	);
}

function Code() {
	return (
		<path
			d="M5 9h4v4H5zM11 9h4v4h-4zM5 15h4v4H5zM12 15h1v1h-1zM14 17h1v2h-1zM11 18h2v1h-2z"
			fill="currentColor"
			className={LIT}
		/>
	);
}

function Photo() {
	return <path d="m4 21 4-6 3 4 2-2 3 4" stroke="currentColor" strokeLinejoin="round" />;
}

function Digits() {
	return (
		<g className={LIT}>
			<rect
				{...{ x: 25, y: 8, width: 76, height: 14, rx: 3 }}
				stroke="currentColor"
				className="fill-raised"
			/>
			<text
				x="63"
				y="18.5"
				textAnchor="middle"
				fill="currentColor"
				className="tabular font-sans text-[9px] tracking-[0.18em]"
			>
				14900113
			</text>
		</g>
	);
}
