import { clsx } from "clsx";

interface ProgressProps {
	/** 0 to 1. */
	value: number;
	label: string;
	className?: string;
}

export function ProgressBar({ value, label, className }: ProgressProps) {
	return (
		<div
			role="progressbar"
			aria-label={label}
			aria-valuenow={Math.round(value * 100)}
			aria-valuemin={0}
			aria-valuemax={100}
			className={clsx("h-1 overflow-hidden rounded-full bg-line", className)}
		>
			<div
				className="h-full origin-left rounded-full bg-accent transition-transform duration-200 ease-out"
				style={{ transform: `scaleX(${value})` }}
			/>
		</div>
	);
}

const RADIUS = 14;
const ROUND = 2 * Math.PI * RADIUS;

export function ProgressRing({ value, label, className }: ProgressProps) {
	return (
		<svg
			viewBox="0 0 32 32"
			role="progressbar"
			aria-label={label}
			aria-valuenow={Math.round(value * 100)}
			aria-valuemin={0}
			aria-valuemax={100}
			className={clsx("-rotate-90", className)}
		>
			<circle cx="16" cy="16" r={RADIUS} fill="none" strokeWidth="3.5" className="stroke-line" />
			<circle
				cx="16"
				cy="16"
				r={RADIUS}
				fill="none"
				strokeWidth="3.5"
				strokeLinecap="round"
				strokeDasharray={ROUND}
				strokeDashoffset={ROUND * (1 - value)}
				className="stroke-accent transition-[stroke-dashoffset] duration-200 ease-out"
			/>
		</svg>
	);
}
