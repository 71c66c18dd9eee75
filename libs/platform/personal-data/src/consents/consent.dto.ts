import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import type { Actor } from '@nqi/platform/identity';
import { OpenEvent, openEventsOf } from '@nqi/shared/http';
import { type Consent, type ConsentChannel, consentChannels } from './consent.entity';
import { partiesOf } from './consent.policy';
import { type ConsentState, consentWorkflow } from './consent.workflow';

export class GiveConsent {
  /** @example reminders */
  @IsString() @Length(1, 50) purpose: string;
  /** Of the text that the person has read. @example 2026-01 */
  @IsString() @Length(1, 50) version: string;
  @IsIn(consentChannels) channel: ConsentChannel;
}

export class ConsentWording {
  zh: string;
  en: string;
}

/** What a person is asked to agree to. */
export class ConsentTextResponse {
  purpose: string;
  version: string;
  title: ConsentWording;
  text: ConsentWording;
  /** Without it the platform cannot serve the person. */
  isNeeded: boolean;
  effectiveFrom: string;
}

export class ConsentTextList {
  items: ConsentTextResponse[];
}

export class ConsentResponse {
  id: string;
  @ApiProperty({ enum: consentWorkflow.states }) state: ConsentState;
  purpose: string;
  /** Version of the text. */
  textVersion: string;
  @ApiProperty({ enum: consentChannels }) channel: ConsentChannel;
  givenAt: Date;
  withdrawnAt: Date | null;
  openEvents: OpenEvent[];
}

export class ConsentList {
  items: ConsentResponse[];
  nextCursor: string | null;
}

export function toConsentResponse(actor: Actor, consent: Consent): ConsentResponse {
  const { id, state, purpose, textVersion, channel, givenAt, withdrawnAt } = consent;
  const openEvents = openEventsOf(consentWorkflow, consent, partiesOf(actor, consent), `/v1/consents/${id}`);
  return { id, state, purpose, textVersion, channel, givenAt, withdrawnAt, openEvents };
}
