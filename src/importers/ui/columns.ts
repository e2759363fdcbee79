type Columns = Readonly<Record<string, string>>;

/**
 * What is told of columns once one of them was said to be a field, or none. `columns` is which are which now; a field that the column was
 * before has none any more.
 * Example: where `Name` is `code` now and is said to be `name` → `{ code: '', name: 'Name' }` is told.
 */
export function taught(
  columns: Columns,
  told: Columns,
  title: string,
  field: string | null,
): Record<string, string> {
  const before = Object.keys(columns).filter((name) => columns[name] === title);
  return {
    ...told,
    ...Object.fromEntries(before.map((name) => [name, ''])),
    ...(field === null ? {} : { [field]: title }),
  };
}
