import type { ComponentProps } from "react";

/** One of several that may be chosen together. */
export function CheckField({ children, ...input }: Omit<ComponentProps<"input">, "type">) {
	return (
		<label className="flex min-h-10 items-center gap-3 text-sm">
			<input type="checkbox" className="size-5 shrink-0 accent-ink" {...input} />
			{children}
		</label>
	);
}
