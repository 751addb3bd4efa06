"use client";

import { Switch } from "radix-ui";
import { useId } from "react";

interface SwitchFieldProps {
	label: string;
	hint?: string;
	checked: boolean;
	onChange: (checked: boolean) => void;
}

export function SwitchField({ label, hint, checked, onChange }: SwitchFieldProps) {
	const id = useId();
	return (
		<div className="flex items-start justify-between gap-6">
			<div className="grid gap-0.5">
				<label htmlFor={id} className="font-medium text-sm">
					{label}
				</label>
				{hint ? (
					<p id={`${id}-hint`} className="text-ink-soft text-sm">
						{hint}
					</p>
				) : null}
			</div>
			<Switch.Root
				id={id}
				checked={checked}
				onCheckedChange={onChange}
				aria-describedby={hint ? `${id}-hint` : undefined}
				className="h-7 w-12 shrink-0 rounded-full border border-edge bg-sunken p-0.5 transition-colors duration-150 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
			>
				<Switch.Thumb className="block size-5.5 rounded-full bg-edge transition-transform duration-150 ease-out data-[state=checked]:translate-x-5 data-[state=checked]:bg-accent-ink" />
			</Switch.Root>
		</div>
	);
}
