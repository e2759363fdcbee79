import type { ReactNode } from 'react';
import { supervisor } from '../../people/access.ts';
import { Choice } from '../../web/kit/choice.tsx';
import { useAnswer } from '../../web/kit/data.ts';
import { dayIn, dayWords, momentWords } from '../../web/kit/figures.ts';
import { useGo } from '../../web/kit/link.tsx';
import { Loaded } from '../../web/kit/loaded.tsx';
import { useMay, useMe } from '../../web/kit/me.tsx';
import { PageHeader } from '../../web/kit/page-header.tsx';
import { Facts, Panel } from '../../web/kit/panel.tsx';
import { useUrlState } from '../../web/kit/url-state.ts';
import { onboardingsApi } from '../api.ts';
import { templatePackages, type Template, type TemplateHead } from '../template.ts';
import styles from './onboarding.module.css';
import { TemplateTasks } from './template-tasks.tsx';
import { lengthFacts, templateWords } from './words.ts';

/** What onboardings begin with by package: tasks and lengths, as they are in force, as they were, and as the service guide has them. */
export function TemplatesPage(): ReactNode {
  const [chosen, choosePackage] = useUrlState('package', 'standard');
  const [asked, askFor] = useUrlState('version', '');
  const bought = templatePackages.find((one) => one === chosen) ?? 'standard';
  const versions = useAnswer(onboardingsApi.listOnboardingTemplates, { params: { package: bought } });
  const published = versions.data ?? [];
  // A version in the address may be one of the other package.
  const version = asked === 'guide' || published.some(({ id }) => id === asked) ? asked : '';
  const template = useAnswer(onboardingsApi.showOnboardingTemplate, {
    params: { package: bought },
    query: version === '' ? {} : { version },
  });
  const { timeZone } = useMe().provider;
  const mayPublish = useMay(supervisor);
  const go = useGo();
  const change = {
    label: 'New version',
    keys: 'n',
    primary: true,
    run: () => go(`/app/onboarding-templates/${bought}/new`),
  };
  return (
    <>
      <PageHeader
        title="Onboarding templates"
        crumbs={[{ label: 'Onboardings', to: '/app/onboardings' }]}
        actions={mayPublish ? [change] : []}
      >
        <div className={styles['facts']}>
          <Choice label="Which package" value={bought} onChange={choosePackage} choices={templateWords} />
          {published.length > 0 && (
            <Choice
              label="Which version"
              value={version}
              onChange={askFor}
              choices={versionChoices(published, timeZone)}
            />
          )}
        </div>
      </PageHeader>
      <Loaded answer={template} lines={12}>
        {(found) => (
          <div className={styles['stack']}>
            <p className="note">{aboutWords(found, published[0], timeZone)}</p>
            <Panel title="How long the phases take">
              <Facts facts={lengthFacts(found.lengths)} />
            </Panel>
            <TemplateTasks tasks={found.tasks} answer={template} />
          </div>
        )}
      </Loaded>
    </>
  );
}

/** The one in force, the one before it, and that of the guide; older ones are told by `onboarding-template list`. */
const versionChoices = (published: readonly TemplateHead[], timeZone: string) => ({
  '': 'In force',
  ...Object.fromEntries(
    published.slice(1, 2).map(({ id, at }) => [id, `Of ${dayWords(dayIn(at, timeZone))}`]),
  ),
  guide: 'Service guide',
});

function aboutWords({ published }: Template, newest: TemplateHead | undefined, timeZone: string): string {
  if (published === null)
    return newest
      ? 'As the service guide has it. Onboardings begin with the version that is in force.'
      : 'As the service guide has it, and in force. Publish a version of your own to change tasks and lengths.';
  const by = `Published by ${published.byName}, ${momentWords(published.at, timeZone)}.`;
  return published.id === newest?.id
    ? `${by} Onboardings that begin from now on have it; those that run keep what they have.`
    : `${by} Another version is in force.`;
}
