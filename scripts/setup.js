// Installs the packages when the lock file changed and, with --build, builds the web when its sources changed. It runs before everything
// is installed, on Node 20 or newer, so it is plain JavaScript and uses nothing but Node. What it remembers lies in node_modules/.tandem.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const stamps = path.join(root, 'node_modules/.tandem');
const sayEverySeconds = 10;

const lock = fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8');
const machine = `${process.platform}-${process.arch}`;

await once('install', hashOf([machine, lock]), {
  says: 'Installing packages',
  isDone: () => isInstalled(JSON.parse(lock)),
  work: () => npm('ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'),
});

if (process.argv.includes('--build')) {
  await once('build', hashOf([machine, lock, ...webSources()]), {
    says: 'Building the pages',
    // A build that is there but not remembered may be of any sources.
    isDone: () => false,
    isThere: () =>
      ['door', 'staff', 'portal'].every((page) => fs.existsSync(path.join(root, `dist/${page}.html`))),
    work: () => npm('run', '--silent', 'build'),
  });
}

/**
 * Does a piece of work unless it was done for the same inputs. It is forgotten before it begins and remembered when it has ended well, so
 * that one that was broken off is done again.
 */
async function once(name, key, { says, isDone, isThere = () => true, work }) {
  const stamp = path.join(stamps, name);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === key && isThere()) return;
  if (!isDone()) {
    fs.rmSync(stamp, { force: true });
    await telling(says, work);
  }
  fs.mkdirSync(stamps, { recursive: true });
  fs.writeFileSync(stamp, key);
}

async function telling(says, work) {
  const since = Date.now();
  const seconds = () => `${((Date.now() - since) / 1000).toFixed(0)} s`;
  console.log(`  ${says}…`);
  const timer = setInterval(() => console.log(`  ${says}… ${seconds()}`), sayEverySeconds * 1000);
  try {
    await work();
  } catch (error) {
    console.error(`\n  ${says} failed after ${seconds()}: ${error.message}`);
    process.exit(1);
  } finally {
    clearInterval(timer);
  }
  console.log(`  ${says}: done in ${seconds()}`);
}

/** Whether the packages are there already because somebody ran `npm ci` by hand: npm keeps a list of what it put in place. */
function isInstalled({ packages }) {
  const listFile = path.join(root, 'node_modules/.package-lock.json');
  if (!fs.existsSync(listFile)) return false;
  const installed = JSON.parse(fs.readFileSync(listFile, 'utf8')).packages;
  return Object.entries(packages).every(
    ([place, wanted]) =>
      place === '' || installed[place]?.version === wanted.version || (wanted.optional && !isForHere(wanted)),
  );
}

/** Optional packages hold programs for one kind of machine each; those for ours are needed, the others are not installed at all. */
function isForHere({ os = [], cpu = [], libc = [] }) {
  return os.includes(process.platform) && cpu.includes(process.arch) && !libc.includes('musl');
}

/** What the pages are made of: everything but what runs on the server alone. */
function webSources() {
  const onServer =
    /^src\/(server|database|cli|sample)\/|(^|[/-])(store|handlers|jobs|context)\.ts$|\.test\.tsx?$/;
  return filesBelow('src')
    .filter((file) => !onServer.test(file))
    .sort()
    .flatMap((file) => [file, fs.readFileSync(path.join(root, file))]);
}

function filesBelow(folder) {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

function hashOf(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** Runs npm: the one that runs us, or the one on the path where we were started by hand. */
function npm(...words) {
  const running = process.env.npm_execpath;
  const isNpm = running !== undefined && /npm-cli\.c?js$/.test(running);
  const [command, before] = isNpm ? [process.execPath, [running]] : ['npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...before, ...words], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: !isNpm && process.platform === 'win32',
    });
    // What it says is only of interest where it fails.
    const said = [];
    child.stdout.on('data', (chunk) => said.push(chunk));
    child.stderr.on('data', (chunk) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(`npm ${words[0]} ended with ${signal ?? code}\n${said.join('')}`)),
    );
  });
}
