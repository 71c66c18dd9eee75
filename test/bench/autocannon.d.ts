/** The part of autocannon that the bench uses; the package brings no types of its own. */
declare module 'autocannon' {
  export interface Options {
    url: string;
    /** Asked one after the other, round and round, by every connection. */
    requests: { method: 'GET'; path: string }[];
    headers?: Record<string, string>;
    connections: number;
    /** Seconds. */
    duration: number;
    pipelining: number;
  }

  export interface Result {
    /** Seconds that it really took. */
    duration: number;
    '2xx': number;
    non2xx: number;
    errors: number;
    timeouts: number;
  }

  export default function autocannon(options: Options): Promise<Result>;
}
