import { clsx } from "clsx";

export interface Fact {
	key: string;
	/** Large. */
	value: string;
	/** What it is, or what it is of. */
	words: string;
}

/** Numbers in a row, each with its words below. */
export function Facts({ facts, large }: { facts: readonly Fact[]; large?: boolean }) {
	return (
		<dl
			className={clsx(
				"grid gap-4 border-line border-y py-4 lg:flex lg:flex-wrap lg:gap-x-12",
				// None stands alone on its line.
				facts.length % 3 === 1 ? "grid-cols-2 sm:grid-cols-4" : "grid-cols-3",
			)}
		>
			{facts.map(({ key, value, words }) => (
				<div key={key} className="flex flex-col lg:min-w-20">
					<dt className="order-last max-w-48 text-balance text-ink-soft text-sm">{words}</dt>
					<dd
						className={clsx(
							"tabular font-display tracking-tight",
							large ? "text-xl sm:text-2xl" : "text-lg sm:text-xl",
						)}
					>
						{value}
					</dd>
				</div>
			))}
		</dl>
	);
}
