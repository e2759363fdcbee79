import { createTransport } from 'nodemailer';
import type { Attachment, Delivery, Letter, Post } from '../mail/message.ts';

export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  readonly server: string;
  /** Whose name and address mail bears. */
  readonly from: string;
}

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/**
 * Sends letters by a mail server; `url` is where pages are. Whoever answers a letter answers `from`. A letter is refused for good where the
 * server answers about the letter or its recipient with a code of 500 or more; everything else may be better the next time.
 */
export function smtpPost({ server, from }: MailSettings, url: string): Post {
  const transport = createTransport(
    { url: server, disableFileAccess: true, disableUrlAccess: true, ...timeouts },
    { from },
  );
  const domain = /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'tandem';
  return async (letter: Letter): Promise<Delivery> => {
    const { id, kind, to, subject, text, html, page, attachments = [] } = letter;
    try {
      const { response } = await transport.sendMail({
        messageId: `<${id}@${domain}>`,
        to: { name: '', address: to },
        subject,
        text: page === undefined ? text : `${text}\n\n${url}${page}\n`,
        ...(html === undefined ? {} : { html }),
        headers: { 'auto-submitted': 'auto-generated', 'x-tandem-kind': kind },
        alternatives: attachments.filter(isInvitation).map(({ mediaType, content }) => ({
          contentType: mediaType,
          content: Buffer.from(content),
        })),
        attachments: attachments.map(({ name, mediaType, content }) => ({
          filename: name,
          contentType: mediaType,
          content: Buffer.from(content),
        })),
      });
      return { outcome: 'sent', answer: response };
    } catch (error) {
      return refusedBy(error);
    }
  };
}

/** An invitation stands beside the text as another form of it, where mail programs look for one; it is attached as well for those that do not. */
const isInvitation = ({ mediaType }: Attachment): boolean => /^text\/calendar;.*\bmethod=/i.test(mediaType);

function refusedBy(error: unknown): Delivery {
  const answer = error instanceof Error ? error.message : String(error);
  return { outcome: isAboutTheLetter(error) ? 'failed' : 'put-off', answer };
}

function isAboutTheLetter(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false;
  const { code, responseCode } = error;
  return (
    (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500
  );
}
