/** One thing that `tandem` does. Its code is only loaded when it is asked for, so that one command's weight never slows another. */
export interface Command {
  /** One word or several, as it is typed: `rate`, `invoice explain`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly load: () => Promise<CommandBody>;
}

export interface CommandBody {
  /** What `--help` prints: what it does, the form of the input, an example that works when pasted. */
  readonly help: string | (() => Promise<string>);
  /** Does it, with the words after its name, and gives the exit code: 0 done, 1 some of it bad, 2 not understood. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

export const commands: readonly Command[] = [
  {
    name: 'sign-in',
    summary: 'Sign in to a Tandem server; the commands that ask it for something need that first.',
    load: () => import('./sign-in.ts'),
  },
  {
    name: 'sign-out',
    summary: 'End the session of the command line.',
    load: () => import('./sign-out.ts'),
  },
  {
    name: 'rate',
    summary: 'Rate a month: a scenario in, its statement out. Checks an invoice, prices a what-if.',
    load: () => import('./rate.ts'),
  },
  {
    name: 'calendar',
    summary: 'Count business minutes between two moments, or find when so many have passed.',
    load: () => import('./calendar.ts'),
  },
  {
    name: 'recurrence',
    summary: 'Work out when a recurrence rule makes something occur in a time zone.',
    load: () => import('./recurrence.ts'),
  },
  {
    name: 'invoice explain',
    summary: 'Explain an invoice down to its entries, and compute every figure of it again.',
    load: () => import('./invoice-explain.ts'),
  },
  {
    name: 'replay',
    summary: 'Compute every closed month again and compare it with what was kept, byte for byte.',
    load: () => import('./replay.ts'),
  },
  {
    name: 'forecast back-test',
    summary: 'Foretell every closed month from those before it and count how often the bands held.',
    load: () => import('./forecast-back-test.ts'),
  },
  {
    name: 'audit verify',
    summary: 'Compute the record of all facts again and tell what was done to it.',
    load: () => import('./audit.ts'),
  },
  {
    name: 'proof verify',
    summary: 'Verify a proof of coverage without a server: its signature, its files and its figures.',
    load: () => import('./proof-verify.ts'),
  },
  {
    name: 'sample',
    summary: 'Make a sample provider of any size in an empty database, to measure by or to show.',
    load: () => import('./sample.ts'),
  },
];
