/** What an operator sees: figures, the queue, and one request through all of its log lines. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { Api, DEMO_EVENT, eventually, type Json, type Reply } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aKey, type Served, startWithPeople } from "#tests/support/people.ts";
import { aPicture } from "#tests/support/pictures.ts";

let served: Served;
let admin: Api;
beforeAll(async () => {
	served = await startWithPeople({}, { alone: true });
	admin = served.admin;
});
afterAll(() => served.server.stop());

const query = <Row extends Record<string, Json>>(sql: string, values: unknown[] = []) =>
	queryDatabase<Row>(served.server.databaseUrl, sql, values);

async function aReadyPhoto(): Promise<Json> {
	const { owner } = served;
	const { headers, body } = await owner.upload(DEMO_EVENT, await aPicture());
	const path = `/api/events/${DEMO_EVENT}/photos/${body.id}`;
	await eventually(
		async () => (await owner.get(path)).body.status,
		(status) => status === "ready",
	);
	return { id: body.id, requestId: headers.get("x-request-id") };
}

/** Figures by name with labels, as they stand in the text. */
async function figures(headers: Record<string, string> = {}): Promise<Record<string, number>> {
	const { status, body, headers: answered } = await new Api(admin.url, headers).get("/metrics");
	expect([status, answered.get("content-type")]).toEqual([
		200,
		expect.stringMatching(/^text\/plain/),
	]);
	const lines = (body as string).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
	return Object.fromEntries(
		lines.map((line) => {
			const at = line.lastIndexOf(" ");
			return [line.slice(0, at), Number(line.slice(at + 1))];
		}),
	);
}

describe("/metrics", () => {
	it("counts requests, uploads, files and jobs", async () => {
		const before = await figures();
		await aReadyPhoto();
		const name = 'potret_job_runs_total{job="media-render",outcome="completed"}';
		const after = await eventually(figures, (all) => (all[name] ?? 0) > (before[name] ?? 0));
		const uploads = 'potret_uploads_total{family="photos",status="2xx"}';
		expect((after[uploads] ?? 0) - (before[uploads] ?? 0)).toBe(1);
		expect(after['potret_upload_bytes_total{family="photos"}']).toBeGreaterThan(1000);
		expect(after['potret_media{state="ready",kind="image"}']).toBeGreaterThan(0);
		expect(
			after['potret_job_seconds_total{job="media-render",outcome="completed"}'],
		).toBeGreaterThan(0);
		expect(after['potret_jobs{job="media-render",state="failed"}']).toBe(0);
		expect(after).toMatchObject({ potret_workers: 1, potret_database_up: 1 });
		const count =
			'potret_http_request_duration_seconds_count{family="photos",method="POST",status="2xx"}';
		expect(after[count]).toBeGreaterThan(0);
		expect(after['potret_http_requests_in_flight{family="photos"}']).toBe(0);
	});

	it("is said once, however often it is asked for", async () => {
		// What the runtime has open comes and goes between two answers.
		const names = async () =>
			Object.keys(await figures()).filter((name) => !name.startsWith("potret_nodejs_"));
		const [one, two] = await Promise.all([names(), names()]);
		expect(one.length).toBeGreaterThan(100);
		expect(one).toEqual(two);
		const { body } = await new Api(admin.url).get("/metrics");
		expect((body as string).match(/^# TYPE potret_media gauge$/gm)).toHaveLength(1);
	});

	it("has nobody's name, code, id or address in a label", async () => {
		await new Api(admin.url).get(`/api/events/${DEMO_EVENT}/photos?code=secret-word`);
		const { body } = await new Api(admin.url).get("/metrics");
		for (const word of ["secret-word", DEMO_EVENT, "photographer", "127.0.0.1"])
			expect(body).not.toContain(word);
	});

	it("is not there for who comes through a proxy, nor by another method or path", async () => {
		for (const header of ["x-forwarded-for", "forwarded"])
			expect((await new Api(admin.url, { [header]: "10.0.0.1" }).get("/metrics")).status).toBe(404);
		expect((await new Api(admin.url).post("/metrics")).status).toBe(405);
		expect((await new Api(admin.url).get("/metrics/x")).status).toBe(404);
	});
});

const ADMIN_CALLS = (api: Api) =>
	Promise.all([
		api.get("/api/admin/jobs"),
		api.get("/api/admin/jobs/failed"),
		api.post(`/api/admin/jobs/${newId()}/retry`),
		api.post("/api/admin/jobs/retry", { name: "media-render" }),
	]);

describe("the queue", () => {
	/** A job that was given up. */
	async function aFailed(name: string, payload: Record<string, unknown>): Promise<string> {
		const id = newId();
		await query(
			`INSERT INTO pgboss.job (id, name, data, state, output, retry_count, retry_limit, completed_on)
			 VALUES ($1, $2, $3, 'failed', '{"message": "The disk is full"}', 50, 50, now())`,
			[id, name, JSON.stringify(payload)],
		);
		return id;
	}
	const aFailedJob = async () =>
		aFailed("media-render", { mediaId: (await aReadyPhoto()).id, requestId: "request-of-old" });

	const stateOf = async (id: string) =>
		(await query<{ state: string }>("SELECT state::text FROM pgboss.job WHERE id = $1", [id]))[0]
			?.state;

	it("is told by name", async () => {
		await aFailedJob();
		const renderIn = ({ body }: Reply): Json =>
			body.jobs.find(({ name }: Json) => name === "media-render");
		// A photo is ready a moment before its job is done.
		const { status, body } = await eventually(
			() => admin.get("/api/admin/jobs"),
			(reply) => renderIn(reply).running === 0,
		);
		expect(status).toBe(200);
		const render = renderIn({ body } as Reply);
		expect(render).toEqual({
			...{ name: "media-render", waiting: 0, scheduled: 0, running: 0 },
			...{ failed: expect.any(Number), oldest_waiting_since: null },
		});
		expect(render.failed).toBeGreaterThan(0);
		expect(body.jobs.map(({ name }: Json) => name)).toContain("webhook-deliver");
	});

	it("says why a job failed, and has it done once more", async () => {
		const id = await aFailedJob();
		const { body } = await admin.get("/api/admin/jobs/failed?limit=1&name=media-render");
		expect(body).toMatchObject({ limit: 1, offset: 0, total: expect.any(Number) });
		expect(body.jobs).toEqual([
			{
				...{ id, name: "media-render", reason: "The disk is full", tries: 51 },
				about: {
					...{ kind: "media", name: "photo.jpg", event_id: DEMO_EVENT },
					...{ batch_id: null, recognition_id: null },
				},
				...{ payload: { mediaId: expect.any(String) }, request_id: "request-of-old" },
				...{ created_at: expect.any(String), failed_at: expect.any(String) },
			},
		]);
		const again = await Promise.all([1, 2, 3].map(() => admin.post(`/api/admin/jobs/${id}/retry`)));
		expect(again.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
		await eventually(
			() => stateOf(id),
			(state) => state === "completed",
		);
		const next = await admin.get("/api/admin/jobs/failed?limit=200");
		expect(next.body.jobs.map((job: Json) => job.id)).not.toContain(id);
		expect(next.body.jobs).toHaveLength(next.body.total);
	});

	it("says what a job was about, as far as it is still there", async () => {
		const { owner } = served;
		const url = "https://example.com/with/a-token-of-its-owner";
		const { body: webhook } = await owner.post("/api/webhooks", { url, events: ["photo.ready"] });
		const { body: sent } = await owner.post(`/api/webhooks/${webhook.id}/test`);
		const event = await owner.createEvent({ name: "Of a job" });
		const batchId = newId();
		const insert = "INSERT INTO batches (id, total, task_id, strategy) VALUES ($1, 0, $2, 'zip')";
		await query(insert, [batchId, "A task"]);
		const nothing = { name: null, event_id: null, batch_id: null, recognition_id: null };
		const CASES: [name: string, payload: Json, about: Json][] = [
			["faces-group", { eventId: event }, { kind: "event", name: "Of a job", event_id: event }],
			["batch-ingest", { batchId }, { kind: "batch", name: "A task", batch_id: batchId }],
			["webhook-deliver", { deliveryId: sent.id }, { kind: "webhook", name: "example.com" }],
			["media-render", { mediaId: newId() }, null],
			["recognition-log", { batchId: "20261120_100000_0001" }, null],
			["webhook-deliver", { deliveryId: "x" }, null],
			["media-sweep", {}, null],
		];
		for (const [name, payload, about] of CASES) {
			const id = await aFailed(name, payload);
			const { body } = await admin.get(`/api/admin/jobs/failed?name=${name}`);
			const job = body.jobs.find((one: Json) => one.id === id);
			expect([name, job.about]).toEqual([name, about && { ...nothing, ...about }]);
			expect(JSON.stringify(body)).not.toContain("a-token-of-its-owner");
		}
	});

	it("has all that failed of a name done once more, and of no other", async () => {
		const other = await aFailed("faces-sweep", {});
		const ids = [await aFailedJob(), await aFailedJob()];
		const { total } = (await admin.get("/api/admin/jobs/failed?name=media-render&limit=1")).body;
		expect(total).toBeGreaterThanOrEqual(2);
		const retry = (name: string) => admin.post("/api/admin/jobs/retry", { name });
		const replies = await Promise.all([1, 2, 3].map(() => retry("media-render")));
		const taken = replies.filter(({ status }) => status === 202).map(({ body }) => body);
		expect(taken.reduce((sum, { count }) => sum + count, 0)).toBe(total);
		for (const { body } of replies.filter(({ status }) => status !== 202))
			expect(body.error).toBe("NOTHING_TO_RETRY");
		for (const id of ids)
			await eventually(
				() => stateOf(id),
				(state) => state === "completed",
			);
		expect(await stateOf(other)).toBe("failed");
		for (const name of ["media-render", "no-such-job"])
			expect((await retry(name)).body.error).toBe("NOTHING_TO_RETRY");
		for (const bad of [{}, { name: "" }, { name: "x".repeat(101) }, { name: 1 }, { all: true }, []])
			expect((await admin.post("/api/admin/jobs/retry", bad)).status).toBe(400);
	});

	it("is nothing for anybody else", async () => {
		for (const api of [served.owner, served.other])
			for (const { status, body } of await ADMIN_CALLS(api))
				expect([status, body.error]).toEqual([404, "NOT_FOUND"]);
		for (const { status } of await ADMIN_CALLS(new Api(admin.url))) expect(status).toBe(401);
		const key = await aKey({ ...served, owner: admin }, ["events:read", "batches:read"]);
		for (const { status } of await ADMIN_CALLS(key)) expect(status).toBe(404);
	});

	it("knows no job by another id, and no page past the last", async () => {
		for (const id of [newId(), "x"])
			expect((await admin.post(`/api/admin/jobs/${id}/retry`)).body.error).toBe("JOB_NOT_FOUND");
		const { body } = await admin.get("/api/admin/jobs/failed?offset=100000&name=nothing");
		expect(body).toMatchObject({ jobs: [], total: 0 });
		for (const bad of ["limit=0", "limit=201", "offset=-1"])
			expect((await admin.get(`/api/admin/jobs/failed?${bad}`)).status).toBe(400);
	});
});

describe("a request", () => {
	it("can be followed into the jobs that came of it", async () => {
		const requestId = `followed-${newId()}`;
		const { body } = await served.owner
			.with({ "x-request-id": requestId })
			.upload(DEMO_EVENT, await aPicture());
		const lines = await eventually(
			async () =>
				served.server
					.logs()
					.split("\n")
					// What is behind the last break is not a whole line yet.
					.slice(0, -1)
					.filter((line) => line.includes(requestId))
					.map((line) => JSON.parse(line)),
			(all) =>
				all.some(({ role }) => role === "web") && all.some(({ job }) => job === "media-render"),
		);
		expect(lines.find(({ job }) => job === "media-render")).toMatchObject({
			...{ role: "worker", msg: "job", jobId: expect.any(String), ms: expect.any(Number) },
		});
		expect(lines.filter(({ role }) => role === "web")).toHaveLength(1);
		const [job] = await query<{ data: Json }>(
			"SELECT data FROM pgboss.job WHERE name = 'media-render' AND data->>'mediaId' = $1",
			[body.id],
		);
		expect(job?.data).toEqual({ mediaId: body.id, requestId });
	});
});
