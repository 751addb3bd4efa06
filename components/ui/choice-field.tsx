"use client";

import { RadioGroup } from "radix-ui";
import { useId } from "react";

interface ChoiceFieldProps<T extends string> {
	label: string;
	value: T;
	choices: readonly { value: T; label: string }[];
	onChange: (value: T) => void;
}

/** One of a few, all in sight. */
export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
	const id = useId();
	const choose = (value: string) => {
		const chosen = props.choices.find((choice) => choice.value === value);
		if (chosen) props.onChange(chosen.value);
	};
	return (
		<div className="grid gap-2">
			<p id={id} className="font-medium text-sm">
				{props.label}
			</p>
			<RadioGroup.Root
				aria-labelledby={id}
				value={props.value}
				onValueChange={choose}
				className="grid divide-y divide-line rounded-control border border-edge"
			>
				{props.choices.map((choice) => (
					<label
						key={choice.value}
						htmlFor={`${id}-${choice.value}`}
						className="flex min-h-11 items-center gap-3 px-3 text-sm"
					>
						<RadioGroup.Item
							id={`${id}-${choice.value}`}
							value={choice.value}
							className="grid size-5 shrink-0 place-items-center rounded-full border border-edge bg-raised data-[state=checked]:border-accent-text"
						>
							<RadioGroup.Indicator className="size-2.5 rounded-full bg-accent-text" />
						</RadioGroup.Item>
						{choice.label}
					</label>
				))}
			</RadioGroup.Root>
		</div>
	);
}
