/**
 * What failed, from the reports of the two test runners: said once more in the end, since a log of
 * thousands of lines is often read (and sometimes kept) from its end only.
 */
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./steps.mjs";

const MAX_LINES = 30;
const RUNNERS_FRAME = /^\s+at .*node_modules\/(vitest|@vitest|playwright)/;

function told(title, message) {
	const all = stripVTControlCharacters(message ?? "")
		.trimEnd()
		.split("\n");
	const lines = all.filter((line) => !RUNNERS_FRAME.test(line));
	const cut = lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), "…"] : lines;
	return [`✗ ${title}`, ...cut.map((line) => `    ${line}`)].join("\n");
}

/** Of a report of Vitest's JSON reporter, or null: a text for each failed test, and for each file that did not load. */
export function failuresOfVitest(report) {
	return (report?.testResults ?? []).flatMap((file) => {
		const name = relative(root, file.name);
		const failed = file.assertionResults.filter((test) => test.status === "failed");
		const texts = failed.map((test) =>
			told(`${name} › ${test.fullName}`, test.failureMessages.join("\n")),
		);
		return texts.length > 0 || file.status === "passed" ? texts : [told(name, file.message)];
	});
}

function specsOf(suite) {
	return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

/** Of a report of Playwright's JSON reporter, or null: a text for each failed test, and for each error outside of one. */
export function failuresOfPlaywright(report) {
	const outside = (report?.errors ?? []).map((error) => told("outside of a test", error.message));
	const inside = specsOf({ suites: report?.suites })
		.filter((spec) => !spec.ok)
		.map((spec) => {
			const errors = spec.tests.flatMap((test) => test.results).flatMap((run) => run.errors);
			const title = `tests/e2e/${spec.file}:${spec.line} › ${spec.title}`;
			return told(title, errors.map((error) => error.message).join("\n"));
		});
	return [...outside, ...inside];
}
