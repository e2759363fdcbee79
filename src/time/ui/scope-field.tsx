import { NativeSelect } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useAnswer } from '../../web/kit/data.ts';
import { Dialog } from '../../web/kit/dialog.tsx';
import { dayIn, dayWords } from '../../web/kit/figures.ts';
import type { ActForm } from '../../web/kit/form.tsx';
import { timeApi } from '../api.ts';
import { billingDecided, followsDecision, type ScopeDecision } from '../scope-decision.ts';
import type { EntryValues } from './entry-values.ts';
import { ScopeForm, type ScopePlace } from './scope-form.tsx';
import { scopeWords } from './scope-words.ts';

interface Props {
  readonly form: ActForm<EntryValues>;
  readonly place: ScopePlace;
  readonly error: ReactNode;
}

/** The decision that the work follows: a recent one of the client that is about such work, or one that is made now. It says how it is billed. */
export function ScopeField({ form: { form }, place, error }: Props): ReactNode {
  const [deciding, setDeciding] = useState(false);
  const { client, role, technologyGroup } = place;
  const kept = useAnswer(timeApi.listScopeDecisions, { params: { client: client.id }, query: { limit: 50 } });
  const fitting = (kept.data?.items ?? []).filter((decision) => {
    const billing = billingDecided[decision.scope.kind];
    return (
      billing !== null && followsDecision({ clientId: client.id, role, technologyGroup, billing }, decision)
    );
  });
  const take = (decision: ScopeDecision | undefined): void => {
    const billing = decision && billingDecided[decision.scope.kind];
    form.setValues({
      scopeDecision: billing ? decision.id : '',
      ...(billing ? { billing, definedTask: billing === 'additional' } : {}),
    });
  };
  const { scopeDecision, subject } = form.values;
  return (
    <div>
      <NativeSelect
        label="On which decision"
        value={fitting.some(({ id }) => id === scopeDecision) ? scopeDecision : ''}
        error={error}
        name="scopeDecision"
        onChange={({ currentTarget: { value } }) => take(fitting.find(({ id }) => id === value))}
        data={[
          { value: '', label: 'None' },
          ...fitting.map(({ id, asked, scope, decidedAt }) => ({
            value: id,
            label: `${scopeWords[scope.kind].name}: ${asked} (${dayWords(dayIn(decidedAt, client.timeZone), { withYear: false })})`,
          })),
        ]}
      />
      <button type="button" className="link" onClick={() => setDeciding(true)}>
        Is this in scope?
      </button>
      {deciding && (
        // The dialog stands within the form of the entry, which must not take its submission for its own.
        <span onSubmit={(event) => event.stopPropagation()}>
          <Dialog open title="Is this in scope?" onClose={() => setDeciding(false)} wide>
            <ScopeForm places={[place]} asked={subject} onDone={() => setDeciding(false)} onDecided={take} />
          </Dialog>
        </span>
      )}
    </div>
  );
}
