/** The order of the test files: those that take longest begin, so that none of them is left alone at the end. */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes more than half a minute, most of all first; mostly waiting for what it has broken. */
const LONGEST = [
	"contract/storage-faults",
	"integration/quick-start",
	"contract/storage-outage",
	"integration/doctor-s3",
	"integration/durability",
	"integration/memory",
	"integration/backup-command",
	"integration/doctor-command",
	"contract/event-faces",
	"contract/zones-lifecycle",
	"contract/uploads-crash",
	"contract/recognition-limits",
	"contract/webhooks",
	"contract/who-may",
	"contract/cli-",
	"contract/hostile-",
	"integration/worker-queue",
	"integration/uploads-memory",
	"integration/doctor-local",
	"integration/",
	"contract/",
];

const rank = ({ moduleId }: TestSpecification) => {
	const place = LONGEST.findIndex((name) => moduleId.includes(`/tests/${name}`));
	return place === -1 ? LONGEST.length : place;
};

export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
	}
}
