/**
 * What somebody is signed in with, as they would call it. Browsers name others before themselves, so the order of the table decides.
 * Example: "Mozilla/5.0 (Windows NT 10.0) … Chrome/149.0 Safari/537.36" is `Chrome on Windows`.
 */
export function deviceWords(userAgent: string): string {
  const program = programs.find(([sign]) => userAgent.includes(sign))?.[1];
  const system = systems.find(([sign]) => userAgent.includes(sign))?.[1];
  if (!program) return 'A program';
  return system ? `${program} on ${system}` : program;
}

const programs = [
  ['tandem command line', 'The command line'],
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['CriOS/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;

const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Macintosh', 'Mac'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;
