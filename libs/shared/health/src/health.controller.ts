import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DomainError } from '@nqi/shared/errors';
import { Public } from '@nqi/shared/http';
import { Metrics } from '@nqi/shared/metrics';
import { Health, type Readiness } from './health';

@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live(): { live: true } {
    return { live: true };
  }

  @Get('health/ready')
  async ready(): Promise<Readiness> {
    const readiness = await this.health.readiness();
    if (!readiness.ready) throw new DomainError('service.unavailable', { parts: readiness.parts });
    return readiness;
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  metricsPage(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
