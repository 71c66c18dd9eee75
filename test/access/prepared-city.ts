import { asGauge, CALIPER, GAUGE, gaugeReadings, orderLife } from '../api/metrology/order-life';
import { at, givenEquipment } from '../api/equipment/given-equipment';
import { ok, reportLife } from '../api/reports/report-life';
import type { TestCity } from '../support/city';
import type { Caller } from '../support/client';
import { given, TODAY } from '../support/given';
import { givenHelp } from '../support/given-help';
import { accounts, belonging } from './prepared-accounts';
import { strangersElevator } from './prepared-stranger';
import { attached, formOf } from './prepared-attachment';
import { lowRating, proposedRevocation, refunding, rendered } from './prepared-aftermath';
import { reportExports } from './prepared-exports';
import { imports } from './prepared-imports';
import { testing } from './prepared-testing';

/** Ids by kind of record, or by operation where its body only makes sense in a certain state. */
export type Ids = Record<string, string>;

/** A city in which there is a record of every kind, and of every kind one that is none of the askers' business. */
export interface Prepared {
  /** What the paths name, by kind. */
  own: Ids;
  /** What the paths name where the body is to be looked at, by operation. */
  ready: Ids;
  /** What bodies and filters name: by field, that of the asker. */
  named: Ids;
  /** By field: a record of the same kind that the asker may not use. */
  foreign: Ids;
  /** Who sends the body of an operation that names no record in its path. */
  askers: Readonly<Record<string, Caller>>;
  /** Children under another's parent, by kind. */
  nested: Ids;
}

export async function prepare(city: TestCity): Promise<Prepared> {
  const lines = [await elevators(city), await metrology(city), await equipment(city), await people(city)];
  const parts = [...lines, await belonging(city), await accounts(city), await imports(city), await reportExports(city)];
  const merge = (pick: Exclude<keyof Prepared, 'askers'>): Ids =>
    Object.assign({}, ...parts.map((part) => part[pick] ?? {})) as Ids;
  return {
    ...{ own: merge('own'), ready: merge('ready'), named: merge('named') },
    ...{ foreign: merge('foreign'), nested: merge('nested'), askers: askersOf(city) },
  };
}

function askersOf({ cast }: TestCity): Prepared['askers'] {
  return {
    'POST /v1/qualifications': cast.admin,
    'POST /v1/mandates': cast.userUnit,
    ...{ 'POST /v1/payment-orders': cast.contractor, 'POST /v1/payment-credits': cast.finance },
    ...{ 'POST /v1/attachments': cast.contractor, 'POST /v1/forms': cast.contractor },
    'POST /v1/report-exports': cast.clerk,
    'POST /v1/report-deliveries': cast.clerk,
    'POST /v1/elevator-filings': cast.contractor,
    'POST /v1/elevator-filing-batches': cast.contractor,
    'POST /v1/metrology-orders': cast.hospital,
  };
}

async function elevators(city: TestCity): Promise<Partial<Prepared>> {
  const { cast } = city;
  const { elevator, filing } = given(city);
  const filed = await filing('submitted');
  const assessed = await filing('fee_assessed');
  const [scheduled, dispatched] = [await filing('scheduled'), await filing('dispatched')];
  const onSite = await filing('on_site');
  const bill = ok(await cast.contractor.post('/v1/payment-orders', billOf((await filing('fee_assessed')).id)));
  const { paid, refund } = await refunding(city, await filing('fee_assessed'));
  const rows = [{ elevatorId: (await elevator()).id, requestedOn: TODAY }];
  const batch = ok(await cast.contractor.post('/v1/elevator-filing-batches', { rows }));
  const [report, otherReport] = [await reportLife(city).draft(), await reportLife(city).draft()];
  const { id: issuedId } = await reportLife(city).approved();
  const preview = await rendered(city, report.id, issuedId);
  const otherPreview = ok(await cast.checker.post(`/v1/reports/${otherReport.id}/previews`));
  const [notice] = ok(await cast.contractor.get('/v1/notices?limit=1')).items;
  const [device, foreign] = [await elevator(), await strangersElevator(cast.stranger)];
  return {
    own: {
      ...{ elevator: device.id, elevator_filing: filed.id, elevator_filing_batch: batch.id ?? batch.batchId },
      ...{ payment_order: bill.id, payment_refund: refund.id, report: report.id, report_rendering: preview.id },
      report_revocation: await proposedRevocation(city, issuedId),
      ...{ document: preview.files[0].document, rating_task: await lowRating(city, filed.id), notice: notice.id },
      attachment: (await attached(cast.contractor, filed.id)).id,
      form: (await formOf(cast.contractor, filed.id)).id,
    },
    ready: {
      ...{ 'POST /v1/payment-orders/{id}/refunds': paid.id, 'POST /v1/payment-orders/{id}/top-ups': paid.id },
      'POST /v1/elevator-filings/{id}/dispatch': scheduled.id,
      'POST /v1/elevator-filings/{id}/arrival': dispatched.id,
      'POST /v1/elevator-filings/{id}/conclusion': onSite.id,
      'POST /v1/elevator-filings/{id}/unmasking': onSite.id,
    },
    named: {
      subjectId: paid.allocations[0].subjectId,
      elevatorId: device.id,
      subjectIds: assessed.id,
      batchId: batch.id ?? batch.batchId,
      recordId: otherReport.id,
    },
    foreign: { elevatorId: foreign.elevatorId, subjectIds: foreign.filingId, subjectId: foreign.filingId },
    nested: { report_rendering: otherPreview.id },
  };
}

const billOf = (id: string): object => ({ kind: 'elevator_filing', subjectIds: [id] });

async function metrology(city: TestCity): Promise<Partial<Prepared>> {
  const { cast } = city;
  const life = orderLife(city);
  const [one, other] = [await life.instrument(), await life.instrument(GAUGE, cast.machineShop)];
  const gauge = (): Promise<any> => life.instrument();
  const submitted = await life.submit((await life.draft([one])).id);
  const free = await life.submit((await life.draft([await gauge()])).id);
  const paid = await life.submit((await life.draft([await life.instrument(CALIPER)], { service: 'calibration' })).id);
  const returned = await life.submit((await life.draft([await gauge()])).id);
  ok(await cast.metrologyClerk.post(`/v1/metrology-orders/${returned.id}/change-request`, { changeRequest: '请补充' }));
  const accepted = await life.offer(await life.submit((await life.draft([await gauge()])).id), 'JJG 52-2013');
  const received = await life.received([await gauge(), await gauge(), await gauge()], 'JJG 52-2013');
  await life.assign(received.items[1].id);
  await life.result(received.items[2].id, asGauge(gaugeReadings()));
  const [window, labWindow] = [await life.window(), await laboratorysWindow(cast.laboratory)];
  const waiting = await life.offer(await life.submit((await life.draft([await gauge()])).id), 'JJG 52-2013');
  ok(await cast.hospital.post(`/v1/metrology-orders/${waiting.id}/delivery-appointment`, { windowId: window.id }));
  const standards = ok(await cast.verifier.get(`/v1/measurement-standards?validOn=${TODAY}&sort=createdAt`)).items;
  const labStandard = ok(await cast.laboratory.post('/v1/measurement-standards', STANDARD));
  const capability = await capabilityOf(cast.metrologyClerk);
  const tests = await testing(city);
  const path = '/v1/metrology-orders/{id}/';
  return {
    own: {
      ...{ instrument: one.id, metrology_order: submitted.id, metrology_item: submitted.items[0].id },
      ...{
        'metrology_item.result': received.items[2].id,
        appointment_window: window.id,
        'appointment_window.own': window.id,
        metrology_capability: capability,
        ...tests.own,
      },
      measurement_standard: standards[0].id,
    },
    ready: {
      'PATCH /v1/metrology-orders/{id}': returned.id,
      [`POST ${path}quotation`]: paid.id,
      [`POST ${path}free-acceptance`]: free.id,
      [`POST ${path}delivery-appointment`]: accepted.id,
      [`POST ${path}delivery-change`]: waiting.id,
      [`POST ${path}receipt`]: waiting.id,
      'POST /v1/metrology-items/{id}/assignment': received.items[0].id,
      'POST /v1/metrology-items/{id}/result': received.items[1].id,
      'POST /v1/metrology-items/{id}/test-result': tests.ready,
    },
    named: {
      ...{ instrumentId: (await gauge()).id, verifierId: cast.verifier.userId, windowId: window.id },
      ...{ standardIds: standards[0].id, capabilityId: capability, laboratoryId: cast.metrologyClerk.organisationId },
      ...{ orderId: submitted.id, ownerId: cast.hospital.organisationId, clientId: cast.hospital.organisationId },
      itemId: submitted.items[0].id,
      [`POST ${path}quotation itemId`]: paid.items[0].id,
      [`POST ${path}free-acceptance itemId`]: free.items[0].id,
      [`POST ${path}receipt itemId`]: waiting.items[0].id,
    },
    foreign: {
      ...{ instrumentId: other.id, verifierId: cast.laboratoryInspector.userId, windowId: labWindow.id },
      ...{
        standardIds: labStandard.id,
        itemId: received.items[0].id,
        capabilityId: await capabilityOf(cast.laboratory),
      },
    },
  };
}

const STANDARD = {
  ...{ name: '数字压力计', serialNo: 'L-1', measuringRange: '0~6 MPa', accuracy: '0.05级' },
  ...{ traceabilityNo: 'L-2026-1', traceableUntil: '2027-03-01' },
};

async function laboratorysWindow(laboratory: Caller): Promise<any> {
  const window = { onDay: TODAY, fromTime: '08:00', toTime: '23:00', capacity: 5 };
  return ok(await laboratory.post('/v1/appointment-windows', window));
}

async function capabilityOf({ organisationId, get }: Caller): Promise<string> {
  const { items } = ok(await get(`/v1/metrology-capabilities?limit=1&laboratoryId=${organisationId}`));
  return items[0].id as string;
}

async function equipment(city: TestCity): Promise<Partial<Prepared>> {
  const { cast } = city;
  const { machine, booked } = givenEquipment(city);
  const [shared, used] = [await machine(), await machine()];
  const booking = await booked('pending_approval', shared, at(1, 9), at(1, 11));
  await booked('in_use', used, at(0, 9.25), at(0, 11));
  const [usage] = ok(await cast.machineShop.get(`/v1/equipment-usage?equipmentId=${used.id}`)).items;
  const closing = { equipmentId: shared.id, startsAt: at(3, 9), endsAt: at(3, 11), reason: '校准' };
  const closure = ok(await cast.equipmentManager.post('/v1/equipment-closures', closing));
  return {
    own: {
      ...{
        equipment: shared.id,
        equipment_booking: booking.id,
        equipment_closure: closure.id,
        equipment_usage: usage.id,
      },
    },
    named: {
      equipmentId: shared.id,
      equipmentIds: shared.id,
      bookingId: booking.id,
      organisationId: cast.machineShop.organisationId,
      providerId: cast.equipmentManager.organisationId,
    },
  };
}

async function people(city: TestCity): Promise<Partial<Prepared>> {
  const { cast } = city;
  const help = givenHelp(city);
  const asked = await help.request('in_service', { isPublic: false });
  const others = await help.request('in_service', { isPublic: false }, cast.hospital);
  const say = async (id: string, who: Caller): Promise<any> =>
    ok(await who.post(`/v1/help-requests/${id}/messages`, { body: '补充说明' }));
  const [message, othersMessage] = [await say(asked.id, cast.machineShop), await say(others.id, cast.hospital)];
  return {
    own: {
      ...{
        help_request: asked.id,
        expert: await help.expertId(cast.expert),
        standard: ok(await cast.operator.get('/v1/standards?limit=1')).items[0].id as string,
        organisation: cast.userUnit.organisationId,
      },
    },
    ready: { 'POST /v1/help-requests/{id}/read-marker': asked.id },
    named: {
      requesterOrganisationId: cast.hospital.organisationId,
      messageId: message.id,
      inspectorIds: cast.inspector.userId,
      userId: cast.inspector.userId,
    },
    foreign: {
      ...{ messageId: othersMessage.id, inspectorIds: cast.verifier.userId, userId: cast.verifier.userId },
    },
  };
}
