import { Kernel1763700000000 } from './1763700000000-kernel';
import { ElevatorRules1763700001000 } from './1763700001000-elevator-rules';
import { Identity1763700002000 } from './1763700002000-identity';
import { Elevators1763700003000 } from './1763700003000-elevators';
import { Payments1763700004000 } from './1763700004000-payments';
import { Reports1763700005000 } from './1763700005000-reports';
import { Ratings1763700006000 } from './1763700006000-ratings';

/** In the order in which they run. */
export const migrations = [
  Kernel1763700000000,
  ElevatorRules1763700001000,
  Identity1763700002000,
  Elevators1763700003000,
  Payments1763700004000,
  Reports1763700005000,
  Ratings1763700006000,
];
