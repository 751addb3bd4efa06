/** Rows and objects held together, with the objects in a bucket behind the disk. */
import { doctorSuite } from "#tests/support/doctor-suite.ts";
import { makeBucket, s3Environment } from "#tests/support/swift.ts";

doctorSuite("S3 behind the disk", {
	env: async () => s3Environment(await makeBucket()),
	tiered: true,
});
