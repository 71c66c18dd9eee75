/** One edition of who must be somebody else than whom, who revokes, and how long reports are kept. */
export interface ReportRule {
  version: string;
  authorMayCheck: boolean;
  authorMayApprove: boolean;
  checkerMayApprove: boolean;
  /** A signatory revokes alone; else signatory and administrator together. */
  revokedByOne: boolean;
}

export interface Signers {
  readonly authorId: string;
  readonly checkerId: string | null;
  readonly approverId: string | null;
}

/** The duties that one person holds against the rule, if any. */
export function unitedDuties(rule: ReportRule, { authorId, checkerId, approverId }: Signers): string[] | undefined {
  const isOwnCheck = checkerId === authorId;
  const isOwnApproval = approverId === authorId;
  const isTwice = approverId !== null && approverId === checkerId;
  const united: [boolean, string[]][] = [
    [isOwnCheck && !rule.authorMayCheck, ['author', 'checker']],
    [isOwnApproval && !rule.authorMayApprove, ['author', 'approver']],
    [isTwice && !rule.checkerMayApprove, ['checker', 'approver']],
    // Whatever a rule allows, nobody issues a report alone.
    [isOwnCheck && isOwnApproval, ['author', 'checker', 'approver']],
  ];
  return united.find(([isUnited]) => isUnited)?.[1];
}
