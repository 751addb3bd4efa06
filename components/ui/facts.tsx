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
				"grid gap-x-4 gap-y-4 border-line border-y py-4 sm:flex sm:flex-wrap sm:gap-x-6 lg:gap-x-12",
				// None stands alone on its line.
				facts.length % 3 === 1
					? "grid-cols-2"
					: "grid-cols-[repeat(auto-fill,minmax(5.75rem,1fr))]",
			)}
		>
			{facts.map(({ key, value, words }) => (
				<div key={key} className={clsx("flex flex-col", large ? "sm:min-w-20" : "lg:min-w-20")}>
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
