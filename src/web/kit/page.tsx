import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  useParams,
  type AnyRouter,
} from '@tanstack/react-router';
import type { FunctionComponent, ReactNode } from 'react';
import { trusted } from '../../core/route.ts';
import { Fault } from './fault.tsx';
import { NothingHere } from './nothing-here.tsx';

/** A page of a shell: where it is, and how its script is fetched once somebody goes there. */
export interface Page {
  readonly path: string;
  readonly load: () => Promise<View>;
}

/** A page's component; its own type says which parts of the path it takes. */
type View = (parts: never) => ReactNode;

/** The parts of a path that vary, as properties of its page: `/app/clients/$client` gives `{ client: string }`. */
export type PathParts<Path extends string> = Path extends `${string}$${infer Name}/${infer Rest}`
  ? Readonly<Record<Name, string>> & PathParts<Rest>
  : Path extends `${string}$${infer Name}`
    ? Readonly<Record<Name, string>>
    : Readonly<Record<never, string>>;

/**
 * Registers a page. What varies in the path comes to the page as its properties, and a page that wants others does not compile.
 * Example: `page('/app/clients/$client', async () => (await import('../clients/ui/client-page.tsx')).ClientPage)`.
 */
export const page = <const Path extends string>(
  path: Path,
  load: () => Promise<(parts: PathParts<Path>) => ReactNode>,
): Page => ({ path, load });

/** The router of a shell: its pages inside its frame, and words for where there is none. */
export function routerOf(Frame: () => ReactNode, pages: readonly Page[]): AnyRouter {
  const root = createRootRoute({ component: Frame, notFoundComponent: NothingHere });
  const routes = pages.map(({ path, load }) =>
    createRoute({
      getParentRoute: () => root,
      path,
      component: lazyRouteComponent(async () => ({ default: withParts(await load()) })),
    }),
  );
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultPreload: 'intent',
    defaultErrorComponent: ({ error }) => (
      <Fault error={error instanceof Error ? error : new Error(String(error))} />
    ),
    scrollRestoration: true,
  });
}

/** Gives a page the varying parts of its path. A page of another client is another page: nothing typed on the one shows on the other. */
function withParts(view: View): () => ReactNode {
  const Shown: FunctionComponent<Readonly<Record<string, string>>> = trusted(view);
  return function PageOfPath() {
    const parts: Readonly<Record<string, string>> = useParams({ strict: false });
    return <Shown key={JSON.stringify(parts)} {...parts} />;
  };
}
