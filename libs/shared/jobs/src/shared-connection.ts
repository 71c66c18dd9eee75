import type { EventEmitter } from 'node:events';
import { type BackendFactory, PostgresConnection, PostgresQueueBackend } from 'bullmq';

/**
 * One pool and one listening connection for all queues and workers that were given the same options. bullmq opens up to
 * two for each queue and three for each worker otherwise. The last one that leaves closes it.
 */
class SharedConnection extends PostgresConnection {
  private users = 0;

  join(): this {
    this.users += 1;
    return this;
  }

  override async close(): Promise<void> {
    this.users -= 1;
    if (this.users === 0) await super.close();
  }

  /** Every waiting worker listens on the same client. */
  override async getListenClient(): ReturnType<PostgresConnection['getListenClient']> {
    const client = await super.getListenClient();
    (client as unknown as EventEmitter).setMaxListeners(0);
    return client;
  }
}

const connections = new WeakMap<object, SharedConnection>();

/** Puts queues and workers into PostgreSQL, over the one connection that belongs to their options. */
export const sharedPostgresBackend: BackendFactory = (name, options) => {
  const given = options.connection as object;
  const connection = connections.get(given) ?? new SharedConnection(options.connection as never);
  connections.set(given, connection.setMaxListeners(0));
  return new PostgresQueueBackend(connection.join(), name, options as never);
};
