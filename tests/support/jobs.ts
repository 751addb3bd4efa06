/** Sends a job that otherwise its clock would. */
import { PgBoss } from "pg-boss";

export async function sendJob(databaseUrl: string, name: string): Promise<void> {
	const boss = new PgBoss({
		...{ connectionString: databaseUrl, max: 1 },
		...{ supervise: false, schedule: false, migrate: false },
	});
	await boss.start();
	try {
		await boss.send(name, {});
	} finally {
		await boss.stop({ graceful: false });
	}
}
