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
		<dl className="grid grid-cols-[repeat(auto-fill,minmax(5.75rem,1fr))] gap-x-4 gap-y-4 border-line border-y py-4 sm:flex sm:flex-wrap sm:gap-x-12">
			{facts.map(({ key, value, words }) => (
				<div key={key} className="flex flex-col sm:min-w-20">
					<dt className="order-last max-w-40 text-ink-soft text-sm">{words}</dt>
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
