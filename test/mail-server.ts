import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  /** As `TANDEM_SMTP` has it. */
  readonly url: string;
  /** What was taken, in order. */
  readonly letters: () => Promise<readonly (Email & { readonly envelope: readonly string[] })[]>;
  readonly stop: () => Promise<void>;
}

/** A mail server on this machine; it refuses the recipients that `refuses` says, with its words. */
export async function startMailServer(
  refuses: (recipient: string) => string | null = () => null,
  port = 0,
): Promise<MailServer> {
  const taken: Promise<Email & { envelope: string[] }>[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const words = refuses(address);
      done(words === null ? null : Object.assign(new Error(words), { responseCode: 550 }));
    },
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => void parts.push(part));
      stream.on('end', () => {
        taken.push(
          letterOf(
            Buffer.concat(parts),
            envelope.rcptTo.map(({ address }) => address),
          ),
        );
        done();
      });
    },
  });
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the mail server listens nowhere');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    letters: () => Promise.all(taken),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

const letterOf = async (raw: Buffer, envelope: string[]): Promise<Email & { envelope: string[] }> => ({
  ...(await PostalMime.parse(raw)),
  envelope,
});
