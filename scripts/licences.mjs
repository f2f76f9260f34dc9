// npm run licences: writes docs/licences.md out of package-lock.json.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/paths.mjs';
import { say } from './lib/say.mjs';
import { licencePage } from './lib/supply/licences.mjs';
import { shippedPackages } from './lib/supply/shipped.mjs';

const packages = shippedPackages();
writeFileSync(join(ROOT, 'docs', 'licences.md'), licencePage(packages));
say(`licences: ${packages.length} packages are in docs/licences.md`);
