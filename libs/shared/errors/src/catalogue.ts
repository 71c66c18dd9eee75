import { access } from './catalogue/access';
import { assistance } from './catalogue/assistance';
import { elevators } from './catalogue/elevators';
import { equipment } from './catalogue/equipment';
import { files } from './catalogue/files';
import { imports } from './catalogue/imports';
import { mandates } from './catalogue/mandates';
import { metrology } from './catalogue/metrology';
import { metrologyOrders } from './catalogue/metrology-orders';
import { notices } from './catalogue/notices';
import { payments } from './catalogue/payments';
import { privacy } from './catalogue/privacy';
import { ratings } from './catalogue/ratings';
import { reports } from './catalogue/reports';
import { requests } from './catalogue/requests';
import { sheets } from './catalogue/sheets';
import { signIn } from './catalogue/sign-in';
import { standards } from './catalogue/standards';

export type { CatalogueEntry } from './catalogue/entry';

/** Every refusal of the system, in one place; each has a page at `/problems/{code}`. A line's codes stand in a file of its own. */
export const catalogue = {
  ...requests,
  ...access,
  ...signIn,
  ...payments,
  ...reports,
  ...privacy,
  ...ratings,
  ...sheets,
  ...imports,
  ...mandates,
  ...elevators,
  ...metrology,
  ...metrologyOrders,
  ...equipment,
  ...assistance,
  ...standards,
  ...notices,
  ...files,
};

export type ErrorCode = keyof typeof catalogue;
