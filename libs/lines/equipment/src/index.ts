export { EquipmentHttpModule } from './equipment.http.module';
export { EquipmentModule } from './equipment.module';
export { EquipmentWorkerModule } from './equipment.worker.module';
