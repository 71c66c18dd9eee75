import { Module } from '@nestjs/common';
import { OrdersHttpModule } from '../orders/orders.http.module';
import { TestResultController } from './test-result.controller';
import { TestResultQueries } from './test-result.queries';
import { TestingCapabilityController } from './testing-capability.controller';
import { TestingCapabilityQueries } from './testing-capability.queries';
import { TestingModule } from './testing.module';

@Module({
  imports: [TestingModule, OrdersHttpModule],
  controllers: [TestResultController, TestingCapabilityController],
  providers: [TestResultQueries, TestingCapabilityQueries],
})
export class TestingHttpModule {}
