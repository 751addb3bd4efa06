import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { CONTROL } from "./field.tsx";

/** One of many, from the system's own list. `className` is of the box around it. */
export function Select({ className, ...select }: ComponentProps<"select">) {
	return (
		<div className={clsx("relative", className)}>
			<select className={`${CONTROL} appearance-none truncate pr-10`} {...select} />
			<ChevronDown
				aria-hidden
				className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4.5 text-ink-soft"
			/>
		</div>
	);
}
