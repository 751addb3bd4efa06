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
		<dl className="flex flex-wrap gap-x-8 gap-y-4 border-line border-y py-4 sm:gap-x-12">
			{facts.map(({ key, value, words }) => (
				<div key={key} className="flex min-w-20 flex-col">
					<dt className="order-last max-w-40 text-ink-soft text-sm">{words}</dt>
					<dd
						className={clsx(
							"tabular font-display tracking-tight",
							large ? "text-xl sm:text-2xl" : "text-xl",
						)}
					>
						{value}
					</dd>
				</div>
			))}
		</dl>
	);
}
