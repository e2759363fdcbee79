import fs from 'node:fs';
import path from 'node:path';

/** Where files of others that some tests read are kept; tests that need one are skipped where TANDEM_FIXTURES does not name the folder. */
const folder = process.env['TANDEM_FIXTURES'];

/** Whether a file or folder of fixtures is there, for `test.skipIf`; says once why a test is skipped. */
export function hasFixture(name: string): boolean {
  const there = folder !== undefined && fs.existsSync(path.join(folder, name));
  if (!there) console.info(`skipped: no fixture ${name}; set TANDEM_FIXTURES to the folder of fixtures`);
  return there;
}

export const readFixture = (name: string): Buffer => fs.readFileSync(path.join(folder ?? '', name));

export const listFixtures = (name: string): string[] => fs.readdirSync(path.join(folder ?? '', name));
