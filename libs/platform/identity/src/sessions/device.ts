import type { FastifyRequest } from 'fastify';
import type { Device } from './session.service';

/** What a request says about where it comes from. */
export function deviceOf({ headers, ip }: FastifyRequest): Device {
  return { userAgent: headers['user-agent'] ?? null, address: ip };
}
