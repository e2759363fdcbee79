import { Refused } from '../core/refusal.ts';
import type { Handlers } from '../core/route.ts';
import type { Context } from '../people/context.ts';
import type { templateApi } from './template-api.ts';
import * as store from './template-store.ts';
import { engineerMissing, guideTemplate, type Template, type TemplatePackage } from './template.ts';

export const templateHandlers: Handlers<typeof templateApi, Context> = {
  showOnboardingTemplate: (context, { params }) => theTemplate(context, params.package),

  async publishOnboardingTemplate(context, { params, body }) {
    const { db, providerId, actor, now } = context;
    const faults = body.tasks.flatMap(({ owner }, index) =>
      params.package === 'csdm-only' && owner === 'cse'
        ? [{ path: `/tasks/${index}/owner`, message: 'choose csdm or client' }]
        : [],
    );
    if (faults.length > 0) throw new Refused(engineerMissing, engineerMissing.title, {}, faults);
    const id = context.newId<'onboarding-template'>();
    const done = { by: actor.id, at: now.toString() };
    await store.insertTemplate(db, providerId, params.package, id, body, done);
    context.record({
      act: 'onboarding-template.published',
      client: null,
      object: id,
      detail: { package: params.package, ...body },
    });
    return theTemplate(context, params.package);
  },
};

/** What onboardings with a package begin with: the provider's own template, else that of the service guide. */
export const theTemplate = async ({ db, providerId }: Context, bought: TemplatePackage): Promise<Template> =>
  (await store.findTemplate(db, providerId, bought)) ?? guideTemplate(bought);
