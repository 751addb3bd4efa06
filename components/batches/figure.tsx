import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Summary } from "#components/ui/summary.tsx";

interface FigureProps {
	title: string;
	/** What the picture shows, in a sentence. */
	summary: string;
	/** The same as a table: its head, and its rows. */
	table?: { head: string[]; rows: string[][] };
	/** For eyes alone: the sentence and the table say it too. */
	children: ReactNode;
}

/** A chart with its sentence, and its table for who wants the numbers. */
export function Figure({ title, summary, table, children }: FigureProps) {
	return (
		<figure className="grid min-w-0 content-start gap-4">
			<figcaption className="grid gap-1">
				<h2 className="font-display text-lg tracking-tight">{title}</h2>
				<p className="tabular max-w-160 text-ink-soft text-sm">{summary}</p>
			</figcaption>
			<div aria-hidden>{children}</div>
			{table ? <FigureTable label={title} {...table} /> : null}
		</figure>
	);
}

interface FigureTableProps {
	label: string;
	head: string[];
	rows: string[][];
}

function FigureTable({ label, head, rows }: FigureTableProps) {
	const t = useTranslations("batches.figures");
	return (
		<details className="group text-sm">
			<Summary>{t("asTable")}</Summary>
			<table className="tabular mt-2 w-full max-w-160" aria-label={label}>
				<thead>
					<tr className="border-line border-b text-ink-soft">
						{head.map((name, at) => (
							<th
								key={name}
								scope="col"
								className={at === 0 ? "py-2 text-left font-medium" : "py-2 text-right font-medium"}
							>
								{name}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map(([first, ...rest]) => (
						<tr key={first} className="border-line border-b">
							<th scope="row" className="py-1.5 text-left font-normal">
								{first}
							</th>
							{rest.map((cell, at) => (
								<td key={head[at + 1]} className="py-1.5 text-right">
									{cell}
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</details>
	);
}
