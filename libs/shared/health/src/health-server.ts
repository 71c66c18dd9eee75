import { createServer, type Server, type ServerResponse } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { LOGGER, type Logger } from '@nqi/shared/logging';
import { Metrics } from '@nqi/shared/metrics';
import { Health } from './health';

/** Health and metrics of a process that serves no api: plain node:http, three paths. */
@Injectable()
export class HealthServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly server: Server = createServer((request, response) => {
    void this.answer(request.url ?? '', response);
  });

  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { WORKER_HOST, WORKER_PORT } = this.config;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(WORKER_PORT, WORKER_HOST, resolve);
    });
    this.logger.info({ address: this.server.address() }, 'health page is up');
  }

  onApplicationShutdown(): void {
    this.server.close();
  }

  private async answer(path: string, response: ServerResponse): Promise<void> {
    const readiness = await this.health.readiness();
    switch (path) {
      case '/health/live':
        return send(response, 200, { live: true });
      case '/health/ready':
        return send(response, readiness.ready ? 200 : 503, readiness);
      case '/metrics':
        response.setHeader('Content-Type', this.metrics.registry.contentType);
        return void response.end(await this.metrics.registry.metrics());
      default:
        return send(response, 404, { code: 'request.unknown_route' });
    }
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(body));
}
