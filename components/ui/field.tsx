"use client";

import { clsx } from "clsx";
import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";

export const CONTROL =
	"h-11 w-full rounded-control border border-edge bg-raised px-3 text-base text-ink transition-colors duration-150 placeholder:text-ink-soft focus-visible:outline-offset-0 aria-invalid:border-danger-text disabled:opacity-60";

interface FieldProps extends Omit<ComponentProps<"input">, "id"> {
	label: string;
	hint?: ReactNode;
	error?: string | null | undefined;
	/** Small word after the label, such as "Optional". */
	aside?: string;
	/** Something that sits inside the control's right end. */
	trailing?: ReactNode;
}

/** One labelled text input with its hint and its error, tied together for screen readers. */
export function Field({ label, hint, error, aside, trailing, className, ...input }: FieldProps) {
	const id = useId();
	const notes = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
	return (
		<div className={clsx("grid gap-1.5", className)}>
			<label htmlFor={id} className="flex justify-between gap-3 font-medium text-sm">
				{label}
				{aside ? <span className="font-normal text-ink-soft">{aside}</span> : null}
			</label>
			<div className="relative">
				<input
					id={id}
					aria-invalid={error ? true : undefined}
					aria-describedby={notes || undefined}
					className={clsx(CONTROL, trailing && "pr-12")}
					{...input}
				/>
				{trailing ? (
					<div className="absolute inset-y-0 right-0.5 flex items-center">{trailing}</div>
				) : null}
			</div>
			<FieldError id={`${id}-error`} error={error} />
			{hint ? (
				<p id={`${id}-hint`} className="text-ink-soft text-sm">
					{hint}
				</p>
			) : null}
		</div>
	);
}

function FieldError({ id, error }: { id: string; error: string | null | undefined }) {
	if (!error) return null;
	return (
		<p id={id} className="flex items-start gap-1.5 text-danger-text text-sm">
			<CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
			{error}
		</p>
	);
}
