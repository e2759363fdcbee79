import { notFound, Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import { doneBy, type Context } from '../people/context.ts';
import type { templateApi } from './template-api.ts';
import * as store from './template-store.ts';
import {
  engineerMissing,
  guideTemplate,
  templateEdited,
  type Template,
  type TemplateId,
  type TemplatePackage,
} from './template.ts';

export const templateHandlers: Handlers<typeof templateApi, Context> = {
  showOnboardingTemplate: async (context, { params, query }) => {
    if (query.version === 'guide') return guideTemplate(params.package);
    return query.version === undefined
      ? theTemplate(context, params.package)
      : theVersion(context, params.package, query.version);
  },

  listOnboardingTemplates: ({ db, providerId }, { params }) =>
    store.listTemplates(db, providerId, params.package),

  async publishOnboardingTemplate(context, { params, body }) {
    const { db, providerId } = context;
    const { madeFrom, ...draft } = body;
    const faults = draft.tasks.flatMap(({ owner }, index) =>
      params.package === 'csdm-only' && owner === 'cse'
        ? [{ path: `/tasks/${index}/owner`, message: 'choose csdm or client' }]
        : [],
    );
    if (faults.length > 0) throw new Refused(engineerMissing, engineerMissing.title, {}, faults);
    await store.lockTemplates(db, providerId, params.package);
    const { published } = await theTemplate(context, params.package);
    if (madeFrom !== undefined && madeFrom !== (published?.id ?? null))
      throw new Refused(
        templateEdited,
        published
          ? `${published.byName} published the version that is in force now, ${published.id}.`
          : 'The template of the service guide is in force.',
        { version: published?.id ?? null },
      );
    const id = context.newId<'onboarding-template'>();
    const done = doneBy(context);
    await store.insertTemplate(db, providerId, params.package, id, draft, done);
    context.record({
      act: 'onboarding-template.published',
      client: null,
      object: id,
      detail: { package: params.package, ...draft },
    });
    return theTemplate(context, params.package);
  },
};

/** What onboardings with a package begin with: the provider's own template, else that of the service guide. */
export const theTemplate = async ({ db, providerId }: Context, bought: TemplatePackage): Promise<Template> =>
  (await store.findTemplate(db, providerId, bought)) ?? guideTemplate(bought);

async function theVersion(
  { db, providerId }: Context,
  bought: TemplatePackage,
  id: TemplateId,
): Promise<Template> {
  const found = await store.findTemplate(db, providerId, bought, id);
  if (!found) throw new Refused(notFound, notFound.title);
  return found;
}
