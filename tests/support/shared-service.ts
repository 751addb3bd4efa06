/** Services that all projects of a run share: started by the first, stopped after the last. */
interface Service {
	stop(): Promise<void>;
}

interface Shared {
	users: number;
	service: Promise<Service>;
}

/** Each project loads its set-up anew, so what they share is kept beside them. */
const kept = globalThis as { potretTestServices?: Map<string, Shared> };
kept.potretTestServices ??= new Map();
const services = kept.potretTestServices;

export async function shareService<T extends Service>(
	name: string,
	start: () => Promise<T>,
): Promise<{ service: T; leave(): Promise<void> }> {
	const shared = services.get(name) ?? { users: 0, service: start() };
	services.set(name, shared);
	shared.users++;
	const service = (await shared.service) as T;
	const leave = async () => {
		shared.users--;
		if (shared.users > 0) return;
		services.delete(name);
		await service.stop();
	};
	return { service, leave };
}
