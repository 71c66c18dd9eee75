import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Whether this process can do its work, part by part. */
export interface Readiness {
  ready: boolean;
  parts: Record<string, 'up' | 'down'>;
}

const PATIENCE_MS = 2_000;

@Injectable()
export class Health {
  private stopping = false;

  constructor(private readonly dataSource: DataSource) {}

  /** From now on not ready, so that a load balancer sends nothing new while the process ends its work. */
  stop(): void {
    this.stopping = true;
  }

  async readiness(): Promise<Readiness> {
    const database = await this.answers();
    return { ready: database && !this.stopping, parts: { database: database ? 'up' : 'down' } };
  }

  private async answers(): Promise<boolean> {
    const tooLate = new Promise<false>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref());
    const answer = this.dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return Promise.race([answer, tooLate]);
  }
}
