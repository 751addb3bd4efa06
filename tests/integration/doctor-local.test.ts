/** Rows and objects held together, with the objects on the disk. */
import { doctorSuite } from "#tests/support/doctor-suite.ts";

doctorSuite("local disk", {
	env: async () => ({
		S3_BUCKET: "",
		S3_ENDPOINT: "",
		S3_ACCESS_KEY_ID: "",
		S3_SECRET_ACCESS_KEY: "",
	}),
	tiered: false,
});
