import type { TechnologyGroup, TechnologyGroupId } from '../clients/client.ts';
import type { Cells } from './cells.ts';
import { plain } from './field.ts';

/** The technology group that a cell means by its id or its name; a fault of the field where the provider has none such. */
export function groupOf(
  cells: Cells,
  field: string,
  name: string,
  groups: readonly TechnologyGroup[],
): TechnologyGroupId | undefined {
  const group =
    groups.find(({ id }) => id === name) ??
    groups.find((known) => [known.id, known.name].some((title) => plain(title) === plain(name)));
  return (
    group?.id ??
    cells.fault(
      field,
      'import.unknown-technology-group',
      `"${name}" is none of the technology groups: ${groups.map(({ id }) => id).join(', ')}.`,
    )
  );
}
