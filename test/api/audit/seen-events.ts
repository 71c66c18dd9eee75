import type { TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { until } from '../../support/until';

type Filter = Record<string, string>;

/** The audit as the route shows it, the oldest first. */
export function seenEvents(city: TestCity): {
  events: (filter: Filter, who?: Caller) => Promise<any[]>;
  eventually: (filter: Filter) => Promise<any[]>;
} {
  const events = async (filter: Filter, who = city.cast.auditAdmin): Promise<any[]> => {
    const query = String(new URLSearchParams({ limit: '100', ...filter }));
    const { status, body } = await who.get(`/v1/audit-events?${query}`);
    expect({ status, problem: body.code }).toEqual({ status: 200, problem: undefined });
    return body.items.toReversed();
  };
  /** For what is written after the answer. */
  const eventually = (filter: Filter): Promise<any[]> =>
    until(async () => {
      const found = await events(filter);
      return found.length > 0 && found;
    });
  return { events, eventually };
}
