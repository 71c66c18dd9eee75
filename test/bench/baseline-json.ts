/** A row as the statement of the api names its columns. */
export type Row = Record<string, unknown>;

/** An item of the list, written as plainly as anybody would. */
export function summary(row: Row): Row {
  const { id, number, acceptanceNo, batchId, kind, state, conclusion, dueYear, dueOn, isLate, userUnitId } = row;
  const {
    maintenanceUnitId,
    institutionId,
    filedByOrganisationId,
    mandateId,
    requestedOn,
    scheduledOn,
    scheduledPeriod,
    feeFen,
    reportId,
  } = row;
  const { elevatorId, categoryCode, registrationCode, useRegistrationNo, internalNo, siteName, address } = row;
  const { version, createdAt, updatedAt } = row;
  return {
    ...{ id, number, acceptanceNo, batchId, kind, state, conclusion, dueYear, dueOn, isLate, userUnitId },
    ...{ maintenanceUnitId, institutionId, filedByOrganisationId, mandateId },
    ...{ requestedOn, scheduledOn, scheduledPeriod, feeFen, reportId },
    elevator: { id: elevatorId, categoryCode, registrationCode, useRegistrationNo, internalNo, siteName, address },
    ...{ version, createdAt, updatedAt },
  };
}

/** One filing. What the contractor may do with it is known here: the bench holds only two states. */
export function single(row: Row): Row {
  const { contactName, contactPhone, remark, overdueOpinionNo, supplementRequest } = row;
  const { refusalReason, feeLines, inspectorIds, siteConditions, items, inspectedOn, opinionNoticeNo } = row;
  const { inspectionRemark, nextInspectionDueOn, submittedAt, issuedAt, id, state } = row;
  const withdraw = { event: 'withdraw', href: `/v1/elevator-filings/${String(id)}/withdrawal` };
  return {
    ...summary(row),
    ...{ contactName, contactPhone, remark, overdueOpinionNo, supplementRequest, refusalReason },
    ...{ feeLines, inspectorIds, siteConditions, items, inspectedOn, opinionNoticeNo, inspectionRemark },
    ...{ nextInspectionDueOn, submittedAt, issuedAt },
    openEvents: state === 'submitted' ? [withdraw] : [],
  };
}
