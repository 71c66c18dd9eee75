import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { JobDefinition } from './job-definition';

/** Where `@Processor` of @nestjs/bullmq leaves the name of its queue; the package does not export the name. */
const PROCESSOR_METADATA = 'bullmq:processor_metadata';

/** Refuses to start a worker in which a job has no processor, or two that would share its work by chance. */
@Injectable()
export class ProcessorCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const queues = this.processedQueues();
    for (const { instance } of this.discovery.getProviders()) {
      if (!(instance instanceof JobDefinition)) continue;
      const found = queues.filter((queue) => queue === instance.queue).length;
      if (found !== 1) throw new Error(`The job ${instance.queue} needs one processor and has ${found}.`);
    }
  }

  private processedQueues(): string[] {
    return this.discovery.getProviders().flatMap(({ metatype }) => {
      if (!metatype) return [];
      const metadata = this.reflector.get<{ name: string } | undefined>(PROCESSOR_METADATA, metatype);
      return metadata ? [metadata.name] : [];
    });
  }
}
