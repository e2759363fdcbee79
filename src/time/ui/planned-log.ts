import { known } from '../../core/id.ts';
import { plansApi } from '../../plan/api.ts';
import type { OccurrenceDetail } from '../../plan/occurrence.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { useUrlState } from '../../web/kit/url-state.ts';
import type { EntryValues } from './entry-values.ts';
import type { WorkPlace } from './work-place.ts';

export interface PlannedLog {
  /** What is known of the time of planned work; null where none is named. */
  readonly filled: Partial<EntryValues> | null;
  readonly forget: () => void;
}

/** Time that is to be logged for the occurrence that the address names: for whom, as what and what for. */
export function usePlannedLog(places: readonly WorkPlace[]): PlannedLog {
  const [asked, setAsked] = useUrlState('occurrence', '');
  const isNamed = asked !== '';
  const params = { occurrence: known<'occurrence'>(asked) };
  const occurrence = useAnswer(plansApi.getOccurrence, { params }, { when: isNamed }).data;
  return {
    filled: isNamed && occurrence ? filledFor(occurrence, places) : null,
    forget: () => {
      if (asked !== '') setAsked('');
    },
  };
}

const filledFor = (occurrence: OccurrenceDetail, places: readonly WorkPlace[]): Partial<EntryValues> => ({
  place: placeFor(occurrence, places)?.key ?? null,
  subject: occurrence.name,
  subjectKind: 'activity',
  occurrence: occurrence.id,
});

/** The place that owns the work; where the person does not hold that one, the first that they hold for the client. */
function placeFor(
  { clientId, owner, technologyGroup }: OccurrenceDetail,
  places: readonly WorkPlace[],
): WorkPlace | undefined {
  const held = places.filter(({ client }) => client?.id === clientId);
  const owns = (place: WorkPlace): boolean =>
    place.role === owner && (technologyGroup === null || place.technologyGroup === technologyGroup);
  return held.find(owns) ?? held[0];
}
