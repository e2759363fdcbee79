import type { ReactNode } from 'react';
import type { Response } from '../../core/route.ts';
import { CopyField } from '../../web/kit/copy-field.tsx';
import { momentWords } from '../../web/kit/figures.ts';
import { useMe } from '../../web/kit/me.tsx';
import type { peopleApi } from '../api.ts';

interface Props {
  readonly name: string;
  readonly invitation: Response<typeof peopleApi.inviteAgain>;
}

/** A link by which somebody chooses a password, shown this once. */
export function InvitationLink({ name, invitation: { link, expiresAt } }: Props): ReactNode {
  const { timeZone } = useMe().person;
  return (
    <>
      <p style={{ margin: 0 }}>
        Send this link to {name} yourself. Whoever opens it chooses the password, so send it where only {name}{' '}
        reads. It is shown now and never again, and works once, until {momentWords(expiresAt, timeZone)}.
      </p>
      <CopyField label={`Link for ${name}`} text={new URL(link, location.origin).href} />
    </>
  );
}
