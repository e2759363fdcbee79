import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';

/** One goal of speed: a file in `scripts/bench/` that exports it as `bench`. */
export interface Bench {
  /** `G2`; what `npm run bench -- G2` asks for. */
  readonly goal: string;
  readonly what: string;
  readonly unit: string;
  /** More of the unit is better for a speed, less for a time. */
  readonly better: 'more' | 'less';
  readonly target: string;
  /** Makes what both measure on, the same each time; the two must come to the same result, or it throws. */
  readonly prepare: () => Trial | Promise<Trial>;
}

/** Each run gives one measurement in the unit. The floor is the least code that does the same work. */
export interface Trial {
  readonly ours: () => number | Promise<number>;
  readonly floor: () => number | Promise<number>;
  readonly release?: () => Promise<void>;
}

const rounds = 5;
/** Beyond this, or with more to do than there are cores, something else ran beside us and the figures mean little. */
const noise = 1.15;

async function run(goals: readonly string[]): Promise<void> {
  const calibrated = calibration();
  for (const bench of await benches())
    if (goals.length === 0 || goals.includes(bench.goal)) await measure(bench);
  const again = calibration();
  const [load = 0] = loadavg();
  const isNoisy =
    Math.max(calibrated, again) / Math.min(calibrated, again) > noise || load > availableParallelism();
  console.log(
    `calibration: ${calibrated} ms before, ${again} ms after, load ${load.toFixed(1)} on ${availableParallelism()} cores` +
      (isNoisy ? '; NOISY, take these figures again' : ''),
  );
}

async function benches(): Promise<readonly Bench[]> {
  const folder = path.join(import.meta.dirname, 'bench');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(
    files.map((file): Promise<{ bench: Bench }> => import(path.join(folder, file))),
  );
  return modules
    .map(({ bench }) => bench)
    .sort((a, b) => a.goal.localeCompare(b.goal, 'en', { numeric: true }));
}

/** Ours and the floor in turn, after a round that does not count, so that both meet the same minutes of the machine. */
async function measure({ goal, what, unit, better, target, prepare }: Bench): Promise<void> {
  const trial = await prepare();
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const measured = [await trial.ours(), await trial.floor()] as const;
    if (round === 0) continue;
    ours.push(measured[0]);
    floor.push(measured[1]);
  }
  await trial.release?.();
  const [our, least] = [median(ours), median(floor)];
  const share = better === 'more' ? our / least : least / our;
  console.log(
    `${goal}: ours ${shown(our)} ${unit}, floor ${shown(least)} ${unit}, ratio ${share.toFixed(2)}, goal ${target}`,
  );
  console.log(
    `    ${what}; lowest ${shown(Math.min(...ours))} and ${shown(Math.min(...floor))} ${unit} of ${rounds} rounds`,
  );
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const shown = (value: number): string => value.toPrecision(3);

/** How long a fixed piece of arithmetic takes in a process of its own, in milliseconds. */
function calibration(): number {
  return Number(execFileSync(process.execPath, [import.meta.filename, '--calibrate'], { encoding: 'utf8' }));
}

function calibrate(): number {
  const from = performance.now();
  let state = 1;
  for (let step = 0; step < 200_000_000; step++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return state === 0 ? NaN : Math.round(performance.now() - from);
}

if (import.meta.main) {
  if (process.argv[2] === '--calibrate') console.log(calibrate());
  else await run(process.argv.slice(2));
}
