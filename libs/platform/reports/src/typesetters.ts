import { type Typeset, type Typesetting, TypesettingError } from './typesetting';
import { type TypesetterLimits } from './typesetter-fork';
import { TypesetterProcess } from './typesetter-process';

/** A report takes a tenth of this. What takes longer may be large, or may never come to an end. */
const QUICK_MS = 1_000;

/** What is not quick and comes on top of these waits outside, where it keeps nobody else from a place. */
export const MOST_SLOW = 64;

/**
 * Two processes that set documents: what is not quick, or ends its process, is set in the second one, where it has all its
 * time, gives way to everything else on the processors, and nobody waits behind it but its like. A document without an end
 * so holds up the others for a moment only.
 */
export class Typesetters {
  private readonly quick: TypesetterProcess;
  private readonly patient: TypesetterProcess;
  private isEnding = false;

  constructor({ timeoutMs, ...limits }: TypesetterLimits) {
    this.quick = new TypesetterProcess({ ...limits, timeoutMs: Math.min(QUICK_MS, timeoutMs), mostCrashes: 1 });
    this.patient = new TypesetterProcess({ ...limits, timeoutMs, givesWay: true });
  }

  /** @throws TypesettingError */
  async compile(order: Typesetting): Promise<Typeset> {
    try {
      return await this.quick.compile(order);
    } catch (error) {
      if (!isSuspect(error)) throw error;
      if (this.isEnding) throw TypesettingError.deferred('this worker ends');
      if (this.patient.length >= MOST_SLOW) throw TypesettingError.deferred('many documents take long');
      return this.patient.compile(order);
    }
  }

  /** Gives back what would keep it long and what is not quick, so that who ends is not kept. */
  giveBack(): void {
    this.isEnding = true;
    this.quick.giveBack();
    this.patient.abandon();
  }

  /** Ends both once everything that was ordered is done. */
  close(): void {
    this.quick.close();
    this.patient.close();
  }
}

function isSuspect(error: unknown): boolean {
  return error instanceof TypesettingError && (error.code === 'render_timeout' || error.code === 'render_crashed');
}
