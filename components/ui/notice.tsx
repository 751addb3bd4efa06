import { clsx } from "clsx";
import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";

/** A sentence about the whole form or page: read out at once. */
export function Notice({ tone, children }: { tone: "error" | "done"; children: ReactNode }) {
	const Icon = tone === "error" ? CircleAlert : CircleCheck;
	return (
		<div
			role={tone === "error" ? "alert" : "status"}
			className={clsx(
				"flex items-start gap-2.5 rounded-control border px-3.5 py-3 text-sm",
				tone === "error" ? "border-danger-text text-danger-text" : "border-line text-ink",
			)}
		>
			<Icon aria-hidden className="mt-px size-[1.125rem] shrink-0" />
			<div>{children}</div>
		</div>
	);
}
