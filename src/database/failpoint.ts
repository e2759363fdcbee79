/**
 * A place at which a test may have the server die as if its power had failed: with `TANDEM_FAILPOINT=after-rate` in the environment the
 * process kills itself there. Without it, nothing happens.
 */
export function failpoint(name: string): void {
  if (process.env['TANDEM_FAILPOINT'] === name) process.kill(process.pid, 'SIGKILL');
}
