import { type AddressInfo, createServer } from 'node:net';

/**
 * Takes a port and gives it back at once.
 * @param port 0 for any free one
 * @throws Error in one line when it is taken or not allowed
 */
export async function probePort(host: string, port: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(explain(error, host, port))));
    server.listen({ host, port, exclusive: true }, () => {
      const found = (server.address() as AddressInfo).port;
      server.close(() => resolve(found));
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') return `port ${port} on ${host} is already in use; choose another one with PORT=…`;
  if (error.code === 'EACCES') return `port ${port} on ${host} needs more rights; choose another one with PORT=…`;
  return `cannot listen on ${host}:${port}: ${error.message}`;
}
