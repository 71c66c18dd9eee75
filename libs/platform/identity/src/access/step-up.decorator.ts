import { applyDecorators, UseGuards } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { StepUpGuard } from './step-up.guard';

/** A route for which who has a second factor must have given it within the last ten minutes (variable `STEP_UP`). */
export function StepUp(): MethodDecorator & ClassDecorator {
  return applyDecorators(UseGuards(StepUpGuard), ApiExtension('x-step-up', true));
}
