/**
 * A program that issues and keeps, to be killed: `ROOT FROM`. Adds documents from folio FROM on, and brings vault and second copy up to
 * date, takes snapshots and goes its rounds all the while.
 */
import { join } from 'node:path';
import { openWorld } from '../integration/restore/world.ts';

const [root = '', from = '1'] = process.argv.slice(2);
const world = openWorld({ root });
await world.keeping.setMirror(join(root, 'usb', 'resguardo'));
process.stdout.write('started\n');
for (let folio = Number(from); ; folio++) {
  world.add(folio);
  process.stdout.write(`acked ${folio}\n`);
  await world.keeping.keeper.run();
  if (folio % 3 === 0) await world.keeping.snapshots.take();
  if (folio % 4 === 0) await world.keeping.patrol.run(20);
  await world.keeping.mirror.sync();
  world.clock.advance(3_600_000);
}
