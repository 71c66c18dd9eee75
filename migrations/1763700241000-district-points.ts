import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where a district is: the seat of its government, WGS-84, to about 100 m. The map service AMap publishes these points in
 * GCJ-02; they are converted. 长岛 stands in an older list, to about 1 km. Of the statistical districts none is known,
 * and the city as a whole is too large for one.
 */
const POINTS: Readonly<Record<string, readonly [longitude: number, latitude: number]>> = {
  370602: [121.381, 37.54],
  370611: [121.26, 37.496],
  370612: [121.597, 37.388],
  370613: [121.444, 37.473],
  370614: [120.754, 37.81],
  370634: [120.73, 37.92],
  370681: [120.523, 37.648],
  370682: [120.706, 36.977],
  370683: [119.937, 37.182],
  370684: [120.754, 37.81],
  370685: [120.398, 37.364],
  370686: [120.829, 37.305],
  370687: [121.163, 36.78],
};

/** Districts have a point, for what stands in them and does not say where. */
export class DistrictPoints1763700241000 implements MigrationInterface {
  name = 'DistrictPoints1763700241000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE districts ADD COLUMN longitude numeric, ADD COLUMN latitude numeric, ADD CONSTRAINT districts_point_check
        CHECK ((longitude IS NULL) = (latitude IS NULL)
          AND longitude BETWEEN -180 AND 180 AND latitude BETWEEN -90 AND 90)`);
    const values = Object.entries(POINTS).map(([code, point]) => `('${code}', ${point.join(', ')})`);
    await db.query(`
      UPDATE districts d SET longitude = p.longitude, latitude = p.latitude
      FROM (VALUES ${values.join(', ')}) AS p (code, longitude, latitude) WHERE d.code = p.code`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE districts DROP COLUMN longitude, DROP COLUMN latitude');
  }
}
