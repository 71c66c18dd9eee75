import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Transactions } from '@nqi/shared/database';
import { Operation, Unkept } from '@nqi/shared/http';
import { Allow } from '../access/allow.decorator';
import { CurrentActor, CurrentSession } from '../access/current-actor.decorator';
import type { Actor } from '../actor';
import { SessionService } from '../sessions/session.service';
import {
  ConfirmSecondFactor,
  EnrolSecondFactor,
  RecoveryCodes,
  SecondFactorCode,
  SecondFactorEnrolment,
  SecondFactorState,
  SteppedUp,
} from './second-factor.dto';
import { SecondFactors } from './second-factor.service';

@ApiTags('me')
@Allow()
@Unkept()
@Controller('v1/me')
export class SecondFactorController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly sessions: SessionService,
    private readonly transactions: Transactions,
  ) {}

  @Get('second-factor')
  @Operation({ summary: 'Whether I have a second factor, and how many recovery codes are left' })
  async state(@CurrentActor() { userId }: Actor): Promise<SecondFactorState> {
    const state = await this.factors.state(userId);
    return { isActive: state.confirmedAt !== null, ...state };
  }

  @Post('second-factor')
  @Operation({
    summary: 'Begin with a second factor; the secret is shown once',
    errors: ['access.bad_password', 'access.slowed_down', 'access.second_factor_active'],
  })
  enrol(@CurrentActor() { userId }: Actor, @Body() { password }: EnrolSecondFactor): Promise<SecondFactorEnrolment> {
    return this.factors.enrol(userId, password);
  }

  @Post('second-factor/confirmation')
  @Operation({
    summary: 'Confirm it by a code of the app; answers with the recovery codes, shown once',
    errors: [
      ...(['access.second_factor_missing', 'access.second_factor_active'] as const),
      ...(['access.bad_second_factor', 'access.slowed_down'] as const),
    ],
    status: 200,
  })
  async confirm(@CurrentActor() { userId }: Actor, @Body() { code }: ConfirmSecondFactor): Promise<RecoveryCodes> {
    return { codes: await this.factors.confirm(userId, code) };
  }

  @Post('second-factor/recovery-codes')
  @Operation({
    summary: 'Ten new recovery codes for those of before, shown once',
    errors: ['access.second_factor_missing', 'access.bad_second_factor', 'access.slowed_down'],
    status: 200,
  })
  async regenerate(@CurrentActor() { userId }: Actor, @Body() { code }: SecondFactorCode): Promise<RecoveryCodes> {
    return { codes: await this.factors.regenerate(userId, code) };
  }

  @Post('second-factor/removal')
  @Operation({
    summary: 'Sign in without a second factor from now on',
    errors: ['access.second_factor_missing', 'access.bad_second_factor', 'access.slowed_down'],
    status: 200,
  })
  async remove(@CurrentActor() actor: Actor, @Body() { code }: SecondFactorCode): Promise<SecondFactorState> {
    await this.factors.remove(actor.userId, code);
    return this.state(actor);
  }

  @Post('step-up')
  @Operation({
    summary: 'Give the second factor again, for approvals and exports within the next ten minutes',
    errors: ['access.second_factor_missing', 'access.bad_second_factor', 'access.slowed_down'],
    status: 200,
  })
  async stepUp(
    @CurrentActor() { userId }: Actor,
    @CurrentSession() session: string,
    @Body() { code }: SecondFactorCode,
  ): Promise<SteppedUp> {
    await this.factors.prove(userId, code);
    return { until: await this.transactions.run((tx) => this.sessions.stepUp(tx, session)) };
  }
}
