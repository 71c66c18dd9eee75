import { Global, Module } from '@nestjs/common';
import { Numbers } from './numbers';

@Global()
@Module({ providers: [Numbers], exports: [Numbers] })
export class NumbersModule {}
