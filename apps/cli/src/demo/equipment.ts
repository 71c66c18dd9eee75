import { signInAs } from './people';
import { measureGearboxes } from './equipment-cmm';
import { sendSamples } from './equipment-nmr';
import type { EquipmentPeople } from './equipment-people';
import type { Stage } from './stage';

/** The machine shop that needs a CMM, and three who want the same morning at the NMR. @returns the bookings that stand */
export async function playEquipment(stage: Stage): Promise<{ bookings: number }> {
  const people = await signInPeople(stage);
  const measured = await measureGearboxes(stage, people);
  const sent = await sendSamples(stage, people);
  return { bookings: new Set([measured, ...sent]).size };
}

/** One after the other, as they come to work. */
async function signInPeople({ api }: Stage): Promise<EquipmentPeople> {
  return {
    machineShop: await signInAs(api, 'machine_shop', 'ent_admin'),
    hospital: await signInAs(api, 'hospital', 'ent_admin'),
    propertyManager: await signInAs(api, 'user_unit', 'ent_admin'),
    manager: await signInAs(api, 'test_centre', 'org_admin'),
    finance: await signInAs(api, 'test_centre', 'finance'),
    checker: await signInAs(api, 'test_centre', 'checker'),
    signatory: await signInAs(api, 'test_centre', 'signatory'),
  };
}
