import { clsx } from "clsx";

/** Prints on a line, not yet sharp: light seen through the placeholders that photos develop from. */
const PRINTS = [
	{
		frame: "col-span-3 row-span-4",
		light:
			"radial-gradient(90% 70% at 30% 20%, oklch(0.9 0.07 85), transparent 70%), radial-gradient(80% 80% at 80% 90%, oklch(0.34 0.05 40), transparent 75%), linear-gradient(oklch(0.72 0.08 70), oklch(0.45 0.06 45))",
	},
	{
		frame: "col-span-3 row-span-3",
		light:
			"radial-gradient(60% 60% at 65% 35%, oklch(0.93 0.03 80), transparent 70%), radial-gradient(70% 60% at 10% 90%, oklch(0.4 0.07 150), transparent 80%), linear-gradient(oklch(0.66 0.05 200), oklch(0.42 0.06 150))",
	},
	{
		frame: "col-span-3 row-span-4",
		light:
			"radial-gradient(50% 40% at 50% 30%, oklch(0.86 0.08 60), transparent 75%), radial-gradient(90% 60% at 50% 110%, oklch(0.25 0.03 30), transparent 80%), linear-gradient(oklch(0.55 0.1 40), oklch(0.3 0.05 30))",
	},
	{
		frame: "col-span-3 row-span-3",
		light:
			"radial-gradient(70% 70% at 20% 80%, oklch(0.8 0.13 70), transparent 70%), radial-gradient(60% 60% at 90% 10%, oklch(0.35 0.06 280), transparent 80%), linear-gradient(oklch(0.42 0.05 290), oklch(0.7 0.1 60))",
	},
];

export function DryingLine() {
	return (
		<div aria-hidden className="grid auto-rows-[clamp(2.5rem,7vw,4.5rem)] grid-cols-6 gap-1">
			{PRINTS.map((print) => (
				<div
					key={print.light}
					className={clsx("rounded-[2px]", print.frame)}
					style={{ background: print.light }}
				/>
			))}
		</div>
	);
}
