export { BookingEntryService } from './bookings/booking-entry.service';
export { bookingWorkflow } from './bookings/booking.workflow';
export { EquipmentService } from './directory/equipment.service';
export { EquipmentHttpModule } from './equipment.http.module';
export { EquipmentModule } from './equipment.module';
export { EquipmentWorkerModule } from './equipment.worker.module';
export { EquipmentRulesService } from './rules/equipment-rules.service';
