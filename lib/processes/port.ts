/** Whether the web server will get its port, asked before anything slow is begun. */
import { createServer } from "node:net";
import { ConfigError } from "#lib/config/config.ts";

export function checkPort(port: number, host: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, port, host)));
		probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
	});
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): ConfigError {
	if (error.code === "EADDRINUSE")
		return new ConfigError(
			`Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm start`,
		);
	if (error.code === "EACCES")
		return new ConfigError(
			`This user may not open port ${port}. Choose one above 1024, such as PORT=3000.`,
		);
	return new ConfigError(`Cannot listen on ${host}, port ${port}: ${error.message}`);
}
